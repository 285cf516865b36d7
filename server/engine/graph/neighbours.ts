import { walkMembers } from '../people/read';
import type { Guard, InspectStore, Member } from '../ports';

/** Members looked at below one guard; more are counted, not drawn one by one. */
export const LOOK_LIMIT = 5_000;

export interface Dependents {
  guard: Guard;
  /** Direct dependents whose edge has not ended. */
  keys: string[];
  /** Direct dependents that were not looked at: estimated from the share of direct ones among those that were. */
  more: number;
}

export interface Look {
  guard: Guard;
  /** What `guardInfo` told: expired and inherited members included. */
  total: number;
  nowMs: number;
  limit?: number;
  /** Keys to find among the dependents even when there are too many to look at. */
  wanted?: readonly string[];
}

/** Direct dependents of a guard. */
export async function readDependents(
  store: Pick<InspectStore, 'members' | 'membersAmong'>,
  { guard, total, nowMs, limit = LOOK_LIMIT, wanted = [] }: Look,
): Promise<Dependents> {
  const seen = new Set<string>();
  const keys: string[] = [];
  const see = ({ key, depth, endAtMs }: Member): void => {
    if (seen.has(key)) return;
    seen.add(key);
    // An ended edge waits for the sweeper; what hangs there is gone.
    if (depth === 1 && endAtMs >= nowMs) keys.push(key);
  };
  if (total > limit)
    for (const member of await store.membersAmong(guard, wanted)) if (member !== null) see(member);
  if (total > 0)
    for await (const members of walkMembers(store, guard)) {
      members.forEach(see);
      if (seen.size >= limit) break;
    }
  const unseen = Math.max(0, total - seen.size);
  const share = seen.size === 0 ? 0 : keys.length / seen.size;
  return { guard, keys, more: seen.size < limit ? 0 : Math.round(unseen * share) };
}
