// The walk of a wave: mark every guard of the closure, then cut every entry found (protocol.md, Invalidate 1–2, I6).
// Entries are registered on all guards of their inputs, so dependents of dependents are members of the root itself;
// a found entry's own guard is visited only where somebody declared a dependency on its type.
import { isTagGuard, typeOf } from './names';
import type { CutPage, DepthCount, Guard, Member, OpenedWalk, ProtocolStore } from './ports';
import { forEachLimit } from './semaphore';
import type { Rules } from './rules';
import { Tally, type WalkResult } from './tally';
import type { InvalidationMode } from './types';

/** Members marked or cut in one script: stays under a millisecond, so a machine half as fast stays under two. */
const PAGE = 100;
const GUARDS_AT_ONCE = 8;
/** Cluster: single-entry scripts in flight. */
const CUTS_AT_ONCE = 4;

export interface WalkPlan {
  roots: readonly Guard[];
  sequence: number;
  generation: number;
  mode: InvalidationMode | null;
  declaredTypes: ReadonlySet<string>;
  touchedLimit: number;
  /** Entries that warming may want, kept beyond `touchedLimit`. */
  isCandidate: (key: string) => boolean;
  rules: Readonly<Rules>;
  /** Since the wave began. */
  elapsedMs: () => number;
  /** Called between pages: keeps the wave's record alive. */
  onProgress: () => void;
}

/**
 * `opened`: what the opening step already did, if the store could do it in one.
 * Rejects with the store's error when a node cannot be reached; running it again with the same sequence is safe (I11).
 */
export async function walk(
  store: ProtocolStore,
  plan: WalkPlan,
  opened: OpenedWalk | null,
): Promise<WalkResult> {
  const tally = new Tally(plan.touchedLimit, plan.isCandidate);
  const ownKeys = plan.roots.filter((root) => !isTagGuard(root)).map((root) => root.slice(2));
  if (
    plan.declaredTypes.size === 0 &&
    store.markAndCut !== undefined &&
    store.markAll !== undefined
  ) {
    await walkFused(store, plan, ownKeys, tally, opened);
  } else {
    await walkInPhases(store, plan, ownKeys, tally, opened?.retired ?? []);
  }
  return tally.result();
}

/** The closure is the roots themselves: with all of them marked, pages can be read and cut in one step. */
async function walkFused(
  store: ProtocolStore,
  plan: WalkPlan,
  ownKeys: readonly string[],
  tally: Tally,
  opened: OpenedWalk | null,
): Promise<void> {
  const { markAll, markAndCut } = store;
  if (markAll === undefined || markAndCut === undefined) return;
  const seen = new Set<string>(ownKeys);
  let first = true;
  let [rootIndex, cursor] = [0, ''];
  if (opened === null) {
    tally.at(plan.elapsedMs());
    for (const page of pages(plan.roots, PAGE)) {
      const counts = await markAll.call(store, page, plan.sequence, plan.mode);
      page.forEach((guard, i) => tally.addRetired(guard, 0, counts[i] ?? []));
    }
    const own = ownKeys.map((key) => ({ key, depth: 0, root: null }));
    await cutAll(store, plan, own, tally);
  } else {
    tally.at(plan.elapsedMs());
    ownKeys.forEach((key, i) => {
      tally.add(key, opened.own[i] ?? 'a', 0, null, null);
    });
    for (const { root, page } of opened.found) notePage(root, page);
    for (const { root, counts, sample } of opened.retired) noteRetired(root, counts, sample);
    [rootIndex, cursor] = [opened.root, opened.cursor];
  }
  function noteRetired(root: number, counts: DepthCount[], sample: Member[]): void {
    const guard = plan.roots[root];
    if (guard === undefined) return;
    tally.addRetired(guard, 0, counts);
    tally.addSample(guard, 0, sample);
  }
  function notePage(root: number, page: CutPage): void {
    const guard = plan.roots[root] ?? null;
    const deep = new Map(page.deep.map((entry) => [entry.at, entry]));
    // One page of one guard names nobody twice.
    const once = plan.roots.length === 1 && ownKeys.length === 0 && page.cursor === '' && first;
    first = false;
    page.keys.forEach((key, i) => {
      if (!once) {
        if (seen.has(key)) return;
        seen.add(key);
      }
      const further = deep.get(i);
      tally.add(key, page.letters[i] ?? 'a', further?.depth ?? 1, guard, further?.refs ?? null);
    });
    tally.addUnnamed(page.letters, page.keys.length);
  }
  for (; rootIndex < plan.roots.length; rootIndex++) {
    const guard = plan.roots[rootIndex];
    if (guard === undefined) return;
    do {
      const page: CutPage = await markAndCut.call(
        store,
        guard,
        plan.sequence,
        cursor,
        plan.mode,
        plan.generation,
      );
      tally.at(plan.elapsedMs());
      notePage(rootIndex, page);
      cursor = page.cursor;
      plan.onProgress();
    } while (cursor !== '');
  }
}

interface Reached {
  key: string;
  depth: number;
  root: Guard | null;
}

async function walkInPhases(
  store: ProtocolStore,
  plan: WalkPlan,
  ownKeys: readonly string[],
  tally: Tally,
  retired: OpenedWalk['retired'],
): Promise<void> {
  // Where verified dependents are walked like others, each is counted as it is cut.
  const declaredTypes = plan.rules.walkBelowVerified ? [...plan.declaredTypes] : [];
  const samples: { guard: Guard; base: number; members: Member[] }[] = [];
  const reached = new Map<string, Reached>(
    ownKeys.map((key) => [key, { key, depth: 0, root: null }]),
  );
  const visited = new Set<Guard>(plan.roots);
  const cutEarly = new Set<string>();
  let level: { guard: Guard; depth: number }[] = plan.roots.map((guard) => ({ guard, depth: 0 }));
  while (level.length > 0) {
    const next: { guard: Guard; depth: number }[] = [];
    const note = (guard: Guard, base: number, member: Member) => {
      const depth = base + member.depth;
      const known = reached.get(member.key);
      if (known === undefined || depth < known.depth) {
        reached.set(member.key, { key: member.key, depth, root: guard });
      }
      const own: Guard = `k:${member.key}`;
      if (
        plan.rules.walkDeclared &&
        plan.declaredTypes.has(typeOf(member.key)) &&
        !visited.has(own)
      ) {
        visited.add(own);
        next.push({ guard: own, depth });
      }
    };
    await forEachLimit(level, GUARDS_AT_ONCE, async ({ guard, depth }) => {
      let cursor = '';
      do {
        const page = await store.mark(
          guard,
          plan.sequence,
          cursor,
          PAGE,
          plan.mode,
          declaredTypes,
          plan.touchedLimit,
        );
        if (cursor === '' && !page.walksVerified) {
          // The opening step may have moved the marker already: then it has the counts.
          const before = retired.find(({ root }) => plan.roots[root] === guard);
          tally.addRetired(guard, depth, [...page.retired, ...(before?.counts ?? [])]);
          const members = [...page.sample, ...(before?.sample ?? [])];
          samples.push({ guard, base: depth, members });
        }
        for (const member of page.members) note(guard, depth, member);
        if (!plan.rules.twoPhases) await cutAll(store, plan, takeNew(reached, cutEarly), tally);
        cursor = page.cursor;
        plan.onProgress();
      } while (cursor !== '');
    });
    level = next;
  }
  for (const root of plan.roots) visited.delete(root);
  tally.below = [...visited];
  await cutAll(store, plan, takeNew(reached, cutEarly), tally);
  for (const { guard, base, members } of samples) tally.addSample(guard, base, members);
}

/** Entries that were not cut before: all of them, unless a test switched the second phase off. */
function takeNew(reached: ReadonlyMap<string, Reached>, cutEarly: Set<string>): Reached[] {
  const fresh = [...reached.values()].filter((entry) => !cutEarly.has(entry.key));
  for (const entry of fresh) cutEarly.add(entry.key);
  return fresh;
}

async function cutAll(
  store: ProtocolStore,
  plan: WalkPlan,
  entries: readonly Reached[],
  tally: Tally,
): Promise<void> {
  const batches = [...pages(entries, PAGE)];
  await forEachLimit(batches, store.topology === 'cluster' ? CUTS_AT_ONCE : 1, async (batch) => {
    const keys = batch.map((entry) => entry.key);
    const done = await store.cut(keys, plan.mode, plan.generation, tally.wantsRefs());
    tally.at(plan.elapsedMs());
    batch.forEach((entry, i) => {
      tally.add(entry.key, done.letters[i] ?? 'a', entry.depth, entry.root, done.refs[i] ?? null);
    });
    plan.onProgress();
  });
}

function* pages<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
