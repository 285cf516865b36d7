// What is left of an entry's history: its header and edges, the markers of its guards, the journal, the note of its last
// failed load, and what the entry index knew of it. Gathered here, judged in explain-verdict.ts.
import type { LoadNotes } from '../load-notes';
import { guardId, idGuard, keyGuard, tagGuard } from '../names';
import type { Guard, InspectedEntry, InspectStore, Member, Store } from '../ports';
import { chunksOf, mapConcurrently } from './concurrent';
import type { IndexedEntry } from './entry-index';
import { isTarget, type RecentWave, type RecentWaves, type WaveMemory } from './recent-waves';

/** Waves that name only a part of what they touched are asked by the edges that are left; so many of them. */
const PARTIAL_WAVES = 20;
const ROOTS_PER_WAVE = 20;
/** Tags looked through for an edge of an entry that nothing else is left of. */
const TAGS_SEARCHED = 2_000;

export interface Hit {
  wave: RecentWave;
  /** Steps from the root; null when only an edge tells. */
  depth: number | null;
  /** The guard it was reached through; null for a target. */
  via: string | null;
}

export interface Evidence {
  key: string;
  generation: number;
  nowMs: number;
  entry: InspectedEntry | null;
  /** Of the key's own guard: who hangs on it, and when it was last invalidated. */
  own: { members: number; marker: number };
  /** Of the guards the entry hangs on. */
  markers: ReadonlyMap<Guard, number>;
  /** Edges to the key that outlived it, with the guards they lead from. */
  edges: readonly (Member & { guard: Guard })[];
  known: IndexedEntry | null;
  note: Awaited<ReturnType<LoadNotes['of']>>;
  memory: WaveMemory;
  /** Waves that reached it, newest first. */
  hits: readonly Hit[];
}

export interface ExplainDeps {
  store: Store;
  recentWaves: Pick<RecentWaves, 'read'>;
  notes: Pick<LoadNotes, 'of'>;
  lastKnown(key: string): IndexedEntry | null;
  /** How much longer than its entry an edge lives; 0 where both are written in one step. */
  edgeSpareMs: number;
}

export async function gatherEvidence(deps: ExplainDeps, key: string): Promise<Evidence> {
  const { store } = deps;
  const [[entry = null], [own = { members: 0, marker: 0 }], state, memory, note] =
    await Promise.all([
      store.headers([key]),
      store.guardInfo([keyGuard(key)]),
      store.namespaceState(),
      deps.recentWaves.read(),
      deps.notes.of(key),
    ]);
  const refs = entry?.header.hasValue ? entry.refs : [];
  const known = deps.lastKnown(key);
  const left = refs.length > 0 ? [] : await readEdges(store, key, known, memory);
  // What is asked of an edge here is when its entry would have ended.
  const edges = left.map((edge) => ({ ...edge, endAtMs: edge.endAtMs - deps.edgeSpareMs }));
  const markers = await readMarkers(
    store,
    [...refs, ...edges].map((one) => one.guard),
  );
  const depths = new Map<string, number>(refs.map((ref) => [guardId(ref.guard), ref.depth]));
  for (const edge of edges) depths.set(guardId(edge.guard), edge.depth);
  const hits = memory.waves
    .map((wave) => hitOf(wave, key, depths))
    .filter((hit): hit is Hit => hit !== null);
  const { generation, nowMs } = state;
  return { key, generation, nowMs, entry, own, markers, edges, known, note, memory, hits };
}

/** How a wave reached the key, null when it did not, as far as anybody can tell. */
function hitOf(wave: RecentWave, key: string, depths: ReadonlyMap<string, number>): Hit | null {
  const touched = wave.touched.get(key);
  if (touched !== undefined) return { wave, ...touched };
  // It names everything it touched: the key was not among it.
  if (!wave.isPartial) return null;
  if (isTarget(wave, key)) return { wave, depth: 0, via: null };
  const root = wave.roots.find((one) => depths.has(one));
  return root === undefined ? null : { wave, depth: depths.get(root) ?? null, via: root };
}

async function readMarkers(
  store: Pick<InspectStore, 'guardInfo'>,
  guards: readonly Guard[],
): Promise<ReadonlyMap<Guard, number>> {
  const infos = await store.guardInfo(guards);
  return new Map(guards.map((guard, i) => [guard, infos[i]?.marker ?? 0]));
}

/** Edges outlive a value that was cut or evicted: they tell what it hung on and when it would have ended. */
async function readEdges(
  store: Pick<InspectStore, 'membersAmong' | 'scanGuards'>,
  key: string,
  known: IndexedEntry | null,
  memory: WaveMemory,
): Promise<(Member & { guard: Guard })[]> {
  const partial = memory.waves.filter((wave) => wave.isPartial).slice(0, PARTIAL_WAVES);
  const guards = new Set<Guard>([
    ...(known?.tags ?? []).map(tagGuard),
    ...(known?.dependencies ?? []).map(keyGuard),
    ...partial.flatMap((wave) => wave.roots.slice(0, ROOTS_PER_WAVE).map(idGuard)).filter(isGuard),
    ...memory.waves.slice(0, PARTIAL_WAVES).flatMap((wave) => viaOf(wave, key)),
  ]);
  const found = await edgesAmong(store, key, [...guards]);
  if (found.length > 0) return found;
  let searched = 0;
  for await (const tags of store.scanGuards('t')) {
    const edges = await edgesAmong(store, key, tags);
    searched += tags.length;
    if (edges.length > 0) return edges;
    if (searched >= TAGS_SEARCHED) break;
  }
  return [];
}

const isGuard = (guard: Guard | null): guard is Guard => guard !== null;

function viaOf(wave: RecentWave, key: string): Guard[] {
  const via = wave.touched.get(key)?.via ?? null;
  const guard = via === null ? null : idGuard(via);
  return guard === null ? [] : [guard];
}

async function edgesAmong(
  store: Pick<InspectStore, 'membersAmong'>,
  key: string,
  guards: readonly Guard[],
): Promise<(Member & { guard: Guard })[]> {
  const pages = await mapConcurrently(chunksOf(guards, 50), 4, (chunk) =>
    Promise.all(
      chunk.map(async (guard) => {
        const [member] = await store.membersAmong(guard, [key]);
        return member ? { ...member, guard } : null;
      }),
    ),
  );
  return pages.flat().filter((edge) => edge !== null);
}
