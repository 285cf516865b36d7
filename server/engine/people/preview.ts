// What a purge would do, by the same plan, without doing it (console.md, Preview).
import type { Clock, Guard, StatsStore, Store } from '../ports';
import type { Impact, ImpactEntry, Targets } from '../types';
import { isLive, stateOf } from '../entry-state';
import { FreshetError } from '../errors';
import { checkKey, checkTag, keyGuard, tagGuard, typeOf } from '../names';
import { lookupsOfLastHour } from '../stats-query';
import { walkClosure } from './closure';
import { impactEntry, sumImpact } from './impact';
import { addReads, readHeaders, walkMembers } from './read';

const PLAN_LIMIT = 1_000_000;
const SAMPLE_DEFAULT = 50;

export type PreviewStore = StatsStore &
  Pick<Store, 'members' | 'headers' | 'namespaceState' | 'declaredTypes' | 'scanEntries'>;

export interface PreviewDeps {
  store: PreviewStore;
  clock: Pick<Clock, 'now' | 'date'>;
  /** Whether warming could reload this key: some process has a loader for it. */
  canWarm(key: string): boolean;
}

/** Throws `plan-too-large` past 1,000,000 entries, `invalid-key`/`invalid-tag` for unusable targets. */
export async function previewTargets(
  deps: PreviewDeps,
  targets: Targets,
  options: { sampleLimit?: number } = {},
): Promise<Impact> {
  const startedMs = deps.clock.now();
  const { store } = deps;
  const guards = await guardsOf(store, targets);
  const [declared, state] = await Promise.all([store.declaredTypes(), store.namespaceState()]);
  const declaredTypes = new Set(declared);
  const reached = await walkClosure({
    guards,
    walk: (guard) => walkMembers(store, guard),
    isDeclaredUpon: (key) => declaredTypes.has(typeOf(key)),
    limit: PLAN_LIMIT,
  });
  const live: ImpactEntry[] = [];
  await readHeaders(store, [...reached.keys()], (key, entry) => {
    const at = reached.get(key);
    if (at && entry && isLive(entry.header, state.generation, state.nowMs))
      live.push(impactEntry(key, at, entry, stateOf(entry.header, state.generation, state.nowMs)));
  });
  await addReads(store, live);
  const lookups = await lookupsOfLastHour(store, deps.clock.date().getTime());
  const sum = sumImpact(live, deps.canWarm, options.sampleLimit ?? SAMPLE_DEFAULT);
  return {
    targets,
    ...sum,
    trafficShare: lookups === 0 ? 0 : Math.min(1, readsOf(sum.byType) / lookups),
    unknown: reached.size - live.length,
    durationMs: deps.clock.now() - startedMs,
  };
}

const readsOf = (byType: Impact['byType']): number =>
  byType.reduce((sum, one) => sum + one.reads, 0);

/** The root guards of targets, in the order given, each once. A prefix becomes the keys that are cached now. */
export async function guardsOf(
  store: Pick<Store, 'scanEntries'>,
  targets: Targets,
): Promise<Guard[]> {
  const guards = new Set<Guard>();
  for (const tag of targets.tags ?? []) guards.add(tagGuard(checkTag(tag)));
  for (const key of targets.keys ?? []) guards.add(keyGuard(checkKey(key)));
  if (targets.prefix !== undefined)
    for await (const keys of store.scanEntries(checkKey(targets.prefix)))
      for (const key of keys) guards.add(keyGuard(key));
  if (guards.size === 0 && targets.prefix === undefined)
    throw new FreshetError('invalid-option', 'targets are empty: name a tag, a key or a prefix');
  return [...guards];
}
