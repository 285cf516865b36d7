// What a purge would reach, by the wave's own walk, with what the headers say of it.
import { isLive, stateOf } from '../entry-state';
import { FreshetError } from '../errors';
import { checkKey, checkTag, guardName, isTagGuard, keyGuard, tagGuard, typeOf } from '../names';
import type { Guard, StatsStore, Store } from '../ports';
import type { Targets } from '../types';
import { type Reached, walkClosure } from './closure';
import type { LiveEntry } from './impact';
import { addReads, readBareHeaders, walkMembers } from './read';

const PLAN_LIMIT = 1_000_000;
/** Members of a target that are remembered, to tell whether any of them is live. */
const WITNESSES = 50;

export type PlanStore = Pick<
  Store,
  | 'members'
  | 'membersOf'
  | 'headers'
  | 'bareHeaders'
  | 'namespaceState'
  | 'declaredTypes'
  | 'scanEntries'
> &
  StatsStore;

export interface Plan {
  reached: Map<string, Reached>;
  live: LiveEntry[];
  /** Targets that reach nothing live. */
  empty: Guard[];
}

/** Throws `plan-too-large` past 1,000,000 entries, `invalid-key`/`invalid-tag` for unusable targets. */
export async function makePlan(store: PlanStore, targets: Targets): Promise<Plan> {
  const guards = await guardsOf(store, targets);
  const [declared, state] = await Promise.all([store.declaredTypes(), store.namespaceState()]);
  const declaredTypes = new Set(declared);
  const witnesses = new Map<Guard, string[]>();
  const reached = await walkClosure({
    guards,
    walk: (guard) => walkMembers(store, guard),
    look: (some) => store.membersOf(some),
    isDeclaredUpon: (key) => declaredTypes.has(typeOf(key)),
    limit: PLAN_LIMIT,
    onRoot(guard, members) {
      const known = witnesses.get(guard) ?? [];
      if (known.length >= WITNESSES || members.length === 0) return;
      known.push(...members.slice(0, WITNESSES).map((member) => member.key));
      witnesses.set(guard, known);
    },
  });
  const live: LiveEntry[] = [];
  const liveKeys = new Set<string>();
  await readBareHeaders(store, [...reached.keys()], (key, header) => {
    if (!isLive(header, state.generation, state.nowMs)) return;
    liveKeys.add(key);
    live.push({
      key,
      depth: reached.get(key)?.depth ?? 0,
      state: stateOf(header, state.generation, state.nowMs),
      reads: 0,
      loadCostMs: header.loadCostUs / 1000,
      linked: header.refsLength > NO_REFS_LENGTH,
    });
  });
  await addReads(store, live);
  const isEmpty = (guard: Guard) =>
    !(witnesses.get(guard) ?? []).some((key) => liveKeys.has(key)) &&
    (isTagGuard(guard) || !liveKeys.has(guardName(guard)));
  return { reached, live, empty: guards.filter(isEmpty) };
}

/** Length of encoded refs when there are none: the count alone. */
export const NO_REFS_LENGTH = 2;

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
