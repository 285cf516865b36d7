// The graph around one tag or key, read live: dependencies to the left, dependents to the right, as far as asked.
import { FreshetError } from '../errors';
import { checkKey, checkTag, guardId, guardName, idGuard, isTagGuard, keyGuard } from '../names';
import { mapConcurrently } from '../people/concurrent';
import { readHeaders } from '../people/read';
import type { Guard, InspectedEntry, InspectStore, ProtocolStore, StatsStore } from '../ports';
import type { GraphView } from '../types';
import { edgesOf, type IndexEdge } from './focus-edges';
import { foldNodeOf, nodeOf } from './focus-nodes';
import { type Dependents, readDependents } from './neighbours';
import { Placement } from './placement';

export type FocusStore = Pick<InspectStore, 'members' | 'membersAmong' | 'guardInfo' | 'headers'> &
  Pick<StatsStore, 'hotKeys' | 'readsOf'> &
  Pick<ProtocolStore, 'namespaceState'>;

export interface FocusQuery {
  focus: string;
  up: number;
  down: number;
  budget: number;
  fold: number;
}

/** Keys whose reads decide which dependents stay visible. */
const HOT_KEYS = 2_000;
const GUARDS_AT_ONCE = 8;
/** Members looked at to count the fan-out of a node that is not opened. */
const FAN_OUT_LOOK = 500;

export async function readFocusView(
  store: FocusStore,
  query: FocusQuery,
): Promise<Omit<GraphView, 'snapshotAgeMs'>> {
  const focus = checkFocus(query.focus);
  const [{ generation, nowMs }, hot] = await Promise.all([
    store.namespaceState(),
    store.hotKeys(HOT_KEYS),
  ]);
  const heat = new Map(hot.map(({ key, reads }) => [key, reads]));
  const reader = new FocusReader(
    store,
    nowMs,
    hot.map(({ key }) => key),
  );
  const placement = new Placement(query.focus, query.fold, query.budget);

  let frontier: Guard[] = [focus];
  for (let level = 1; level <= query.down && frontier.length > 0; level++) {
    const below = await reader.dependents(frontier);
    frontier = below.flatMap(({ guard, keys, more }) => {
      const ids = byHeat(keys, heat).map((key) => `key:${key}`);
      const shown = placement.place('down', level, { parent: guardId(guard), ids, more });
      return shown.map((id) => keyGuard(id.slice(4)));
    });
  }
  frontier = [focus];
  for (let level = 1; level <= query.up && frontier.length > 0; level++) {
    await reader.readEntries(frontier.filter((guard) => !isTagGuard(guard)).map(guardName));
    frontier = frontier.flatMap((guard) => {
      const ids = reader.dependencies(guard).map(guardId);
      const shown = placement.place('up', -level, { parent: guardId(guard), ids, more: 0 });
      return shown.map(idGuard).filter((next) => next !== null);
    });
  }

  const keys = [...placement.shown.keys(), ...placement.hiddenIds()]
    .filter((id) => id.startsWith('key:'))
    .map((id) => id.slice(4));
  await reader.readEntries(keys);
  const shownKeys = keys.filter((key) => placement.shown.has(`key:${key}`));
  const reads = await store.readsOf(shownKeys);
  shownKeys.forEach((key, i) => heat.set(key, reads[i] ?? 0));
  const facts = {
    entries: reader.entries,
    generation,
    nowMs,
    reads: heat,
    fanOut: await reader.fanOut([...placement.shown.keys()]),
  };
  const { edges, total } = edgesOf(placement, { walked: reader.walked, refs: reader.refs() });
  const folds = [...placement.folds.values()];
  return {
    level: 'key',
    focus: query.focus,
    nodes: [
      ...[...placement.shown].map(([id, level]) => nodeOf(id, level, facts)),
      ...folds.map((fold) => foldNodeOf(fold, facts)),
    ],
    edges,
    totalNodes: folds.reduce(
      (sum, fold) => sum + fold.hidden.length + fold.more,
      placement.shown.size,
    ),
    totalEdges: total,
    folded: placement.folded,
    unseen: 0,
  };
}

/** Reads each entry and each guard once per view. */
class FocusReader {
  readonly entries = new Map<string, InspectedEntry | null>();
  readonly walked: IndexEdge[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly store: FocusStore,
    private readonly nowMs: number,
    private readonly hotKeys: readonly string[],
  ) {}

  async dependents(guards: readonly Guard[]): Promise<Dependents[]> {
    const infos = await this.store.guardInfo(guards);
    const found = await mapConcurrently(
      guards.map((guard, i) => ({ guard, total: infos[i]?.members ?? 0 })),
      GUARDS_AT_ONCE,
      (one) => readDependents(this.store, { ...one, nowMs: this.nowMs, wanted: this.hotKeys }),
    );
    for (const { guard, keys, more } of found) {
      this.counts.set(guardId(guard), keys.length + more);
      for (const key of keys) this.walked.push({ guard, key });
    }
    return found;
  }

  async readEntries(keys: readonly string[]): Promise<void> {
    const missing = keys.filter((key) => !this.entries.has(key));
    await readHeaders(this.store, missing, (key, entry) => this.entries.set(key, entry));
  }

  /** Direct dependencies of an entry that was read; tags have none. */
  dependencies(guard: Guard): Guard[] {
    if (isTagGuard(guard)) return [];
    const refs = this.entries.get(guardName(guard))?.refs ?? [];
    return refs.filter((ref) => ref.depth === 1).map((ref) => ref.guard);
  }

  refs(): Map<string, InspectedEntry['refs']> {
    const direct = new Map<string, InspectedEntry['refs']>();
    for (const [key, entry] of this.entries)
      if (entry !== null)
        direct.set(
          key,
          entry.refs.filter((ref) => ref.depth === 1),
        );
    return direct;
  }

  /** Direct dependents of every node, also of those that were not opened. */
  async fanOut(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const guards = ids
      .filter((id) => !this.counts.has(id))
      .map(idGuard)
      .filter((guard) => guard !== null);
    const infos = await this.store.guardInfo(guards);
    await mapConcurrently(
      guards.map((guard, i) => ({ guard, total: infos[i]?.members ?? 0 })),
      GUARDS_AT_ONCE,
      async ({ guard, total }) => {
        const look = { guard, total, nowMs: this.nowMs, limit: FAN_OUT_LOOK };
        const found = await readDependents(this.store, look);
        this.counts.set(guardId(guard), found.keys.length + found.more);
      },
    );
    return this.counts;
  }
}

function checkFocus(focus: string): Guard {
  const guard = idGuard(focus);
  if (guard === null)
    throw new FreshetError(
      'invalid-option',
      `focus ${JSON.stringify(focus.slice(0, 80))} names no node: give tag:<tag> or key:<key>`,
    );
  if (isTagGuard(guard)) checkTag(guardName(guard));
  else checkKey(guardName(guard));
  return guard;
}

/** The busiest first; those nobody reads by name, so that the view stays the same between two looks. */
function byHeat(keys: readonly string[], heat: ReadonlyMap<string, number>): string[] {
  return [...keys].sort(
    (a, b) => (heat.get(b) ?? 0) - (heat.get(a) ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
  );
}
