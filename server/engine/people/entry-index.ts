// Every entry of the namespace as far as it is filtered and sorted by: taken by one walk on the server when somebody
// looks, and kept for a while (graph/snapshot.ts). No browser ever causes a SCAN of its own.
import { stateOf } from '../entry-state';
import { guardName, isTagGuard, typeOf } from '../names';
import type { InspectedEntry, InspectStore, ProtocolStore, StatsStore } from '../ports';
import type { EntryFilter, EntryGroup, EntrySort, EntryState } from '../types';

/** The busiest of the last hour; all others sort as not read. */
const HOT_KEYS = 1_000;

export interface IndexedEntry {
  key: string;
  type: string;
  /** Of its header: what tells its state at any later moment, too. */
  header: Pick<
    InspectedEntry['header'],
    | 'hasValue'
    | 'generation'
    | 'sequence'
    | 'createdAtMs'
    | 'softExpiryMs'
    | 'hardExpiryMs'
    | 'staleSinceMs'
    | 'leaseEndMs'
  >;
  sizeBytes: number;
  loadCostMs: number;
  reads: number;
  tags: readonly string[];
  /** Keys it was directly made of. */
  dependencies: readonly string[];
}

export type IndexStore = Pick<InspectStore, 'scanEntries' | 'headers'> &
  Pick<ProtocolStore, 'namespaceState' | 'nodeNow'> &
  Pick<StatsStore, 'hotKeys'>;

export class EntryIndex {
  private readonly orders = new Map<EntrySort, readonly IndexedEntry[]>();

  constructor(
    readonly entries: ReadonlyMap<string, IndexedEntry>,
    readonly generation: number,
  ) {}

  /** Ascending, ties by key; sorted once per picture. */
  inOrder(sort: EntrySort): readonly IndexedEntry[] {
    const known = this.orders.get(sort);
    if (known !== undefined) return known;
    const made = [...this.entries.values()].sort((a, b) => comparePlaces(sort, a, b));
    this.orders.set(sort, made);
    return made;
  }
}

/** Walks all entries; reads headers only. Texts that many entries share are kept once. */
export async function readEntryIndex(store: IndexStore): Promise<EntryIndex> {
  const [{ generation }, hot] = await Promise.all([
    store.namespaceState(),
    store.hotKeys(HOT_KEYS),
  ]);
  const reads = new Map(hot.map((one) => [one.key, one.reads]));
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  const entries = new Map<string, IndexedEntry>();
  for await (const keys of store.scanEntries()) {
    const found = await store.headers(keys);
    found.forEach((entry, i) => {
      const key = keys[i];
      if (entry !== null && key !== undefined)
        entries.set(key, indexEntry(key, entry, reads.get(key) ?? 0, once));
    });
  }
  return new EntryIndex(entries, generation);
}

function indexEntry(
  key: string,
  { header, refs, sizeBytes }: InspectedEntry,
  reads: number,
  once: (text: string) => string,
): IndexedEntry {
  const direct = refs.filter((ref) => ref.depth <= 1);
  const { hasValue, generation, sequence, createdAtMs, softExpiryMs } = header;
  const { hardExpiryMs, staleSinceMs, leaseEndMs, loadCostUs } = header;
  return {
    key,
    type: once(typeOf(key)),
    header: {
      hasValue,
      generation,
      sequence,
      createdAtMs,
      softExpiryMs,
      hardExpiryMs,
      staleSinceMs,
      leaseEndMs,
    },
    sizeBytes,
    loadCostMs: loadCostUs / 1000,
    reads,
    tags: direct.filter((ref) => isTagGuard(ref.guard)).map((ref) => once(guardName(ref.guard))),
    dependencies: direct
      .filter((ref) => !isTagGuard(ref.guard))
      .map((ref) => once(guardName(ref.guard))),
  };
}

/** What an entry is sorted by: of a kind that does not change while one looks. */
export function placeOf(sort: EntrySort, entry: IndexedEntry): string | number {
  switch (sort) {
    case 'key':
      return entry.key;
    case 'size':
      return entry.sizeBytes;
    // The older, the larger: by when it was made, backwards.
    case 'age':
      return -entry.header.createdAtMs;
    case 'ttl':
      return entry.header.softExpiryMs;
    case 'cost':
      return entry.loadCostMs;
    case 'reads':
      return entry.reads;
  }
}

function comparePlaces(sort: EntrySort, a: IndexedEntry, b: IndexedEntry): number {
  return comparePlace([placeOf(sort, a), a.key], [placeOf(sort, b), b.key]);
}

export type Place = readonly [value: string | number, key: string];

export function comparePlace(a: Place, b: Place): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

/** Whether an entry of the picture meets the conditions at `nowMs`; what has ended since is not there any more. */
export function matcherOf(
  filter: EntryFilter,
  generation: number,
  nowMs: number,
): (entry: IndexedEntry) => boolean {
  const search = filter.search?.toLowerCase() ?? '';
  const { type, tag, state, prefix } = filter;
  return (entry) => {
    if (type !== undefined && entry.type !== type) return false;
    if (prefix !== undefined && !entry.key.startsWith(prefix)) return false;
    if (tag !== undefined && !entry.tags.includes(tag)) return false;
    if (search !== '' && !entry.key.toLowerCase().includes(search)) return false;
    const now = stateAt(entry, generation, nowMs);
    return state === undefined ? now !== 'missing' : now === state;
  };
}

export function stateAt(entry: IndexedEntry, generation: number, nowMs: number): EntryState {
  return stateOf(entry.header, generation, nowMs);
}

/** Types or own tags of the entries that match, the largest first. */
export function groupEntries(
  index: EntryIndex,
  matches: (entry: IndexedEntry) => boolean,
  by: 'type' | 'tag',
  nowMs: number,
): EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const entry of index.entries.values()) {
    if (!matches(entry)) continue;
    const isStale = stateAt(entry, index.generation, nowMs) === 'stale';
    for (const name of by === 'type' ? [entry.type] : entry.tags) {
      const group = groups.get(name) ?? { name, count: 0, stale: 0, sizeBytes: 0 };
      group.count += 1;
      group.sizeBytes += entry.sizeBytes;
      if (isStale) group.stale += 1;
      groups.set(name, group);
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
