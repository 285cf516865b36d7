// "Is this page affected?": asked of one entry, by its own refs, without planning the whole purge.
import { isLive } from '../entry-state';
import { checkKey, guardId, guardName, isTagGuard, keyGuard, typeOf } from '../names';
import type { Guard } from '../ports';
import type { AffectedAnswer, Targets } from '../types';
import { guardsOf, type PlanStore } from './plan';

/** Declared dependencies are followed upward this far, and over so many entries at most. */
const MAX_STEPS = 64;
const MAX_ENTRIES = 2_000;

/**
 * Whether a purge of the targets reaches this key, and along which way. Refs are flat, so one entry mostly answers by
 * itself; only where types are declared upon the entries above it are asked, too.
 */
export async function isAffected(
  store: PlanStore,
  targets: Targets,
  key: string,
): Promise<AffectedAnswer> {
  const roots = new Set<Guard>(await guardsOf(store, targets));
  const [declared, { generation, nowMs }] = await Promise.all([
    store.declaredTypes(),
    store.namespaceState(),
  ]);
  const declaredTypes = new Set(declared);
  const [own] = await store.headers([checkKey(key)]);
  const cached = own !== null && own !== undefined && isLive(own.header, generation, nowMs);
  if (!cached) return { affected: false, why: 'not-cached', path: [], dependsOn: 0 };
  const dependsOn = own.refs.length;
  if (roots.has(keyGuard(key))) return { affected: true, why: 'target', path: [], dependsOn };

  /** Guards still to look behind, each with the way from it down to the entry. */
  let step: { guard: Guard; way: Guard[] }[] = [];
  const seen = new Set<Guard>();
  const look = (refs: typeof own.refs, below: readonly Guard[]): Guard[] | null => {
    for (const ref of refs) {
      const via = ref.via === null ? [] : [ref.via as Guard];
      const way = [ref.guard, ...via, ...below];
      if (roots.has(ref.guard)) return way;
      if (seen.has(ref.guard) || isTagGuard(ref.guard)) continue;
      seen.add(ref.guard);
      if (declaredTypes.has(typeOf(guardName(ref.guard)))) step.push({ guard: ref.guard, way });
    }
    return null;
  };
  let found = look(own.refs, []);
  for (let i = 0; found === null && step.length > 0 && i < MAX_STEPS; i++) {
    const asked = step.slice(0, Math.max(0, MAX_ENTRIES - seen.size));
    step = [];
    const above = await store.headers(asked.map(({ guard }) => guardName(guard)));
    for (const [at, one] of above.entries()) {
      found = one === null ? null : look(one.refs, asked[at]?.way ?? []);
      if (found !== null) break;
    }
  }
  if (found !== null)
    return { affected: true, why: 'depends', path: found.map(guardId), dependsOn };
  const why = dependsOn === 0 ? 'unlinked' : 'independent';
  return { affected: false, why, path: [], dependsOn };
}
