import { walkMembers } from '../people/read';
import type { Guard, InspectStore } from '../ports';

/** Members looked at below one guard; more are counted, not drawn one by one. */
export const LOOK_LIMIT = 5_000;

export interface Dependents {
  guard: Guard;
  /** Direct dependents whose edge has not ended. */
  keys: string[];
  /** Direct dependents that were not looked at: estimated from the share of direct ones among those that were. */
  more: number;
}

/** Direct dependents of a guard. `total` is what `guardInfo` told: expired and inherited members included. */
export async function readDependents(
  store: Pick<InspectStore, 'members'>,
  guard: Guard,
  total: number,
  nowMs: number,
  limit = LOOK_LIMIT,
): Promise<Dependents> {
  const seen = new Set<string>();
  const keys: string[] = [];
  if (total > 0) {
    for await (const members of walkMembers(store, guard)) {
      for (const { key, depth, endAtMs } of members) {
        if (seen.has(key)) continue;
        seen.add(key);
        // An ended edge waits for the sweeper; what hangs there is gone.
        if (depth === 1 && endAtMs >= nowMs) keys.push(key);
      }
      if (seen.size >= limit) break;
    }
  }
  const unseen = Math.max(0, total - seen.size);
  const share = seen.size === 0 ? 0 : keys.length / seen.size;
  return { guard, keys, more: seen.size < limit ? 0 : Math.round(unseen * share) };
}
