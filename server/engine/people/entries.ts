// The table of entries: order and total from the index, the rows of a page as they are now.
import { isLive, stateOf } from '../entry-state';
import { FreshetError } from '../errors';
import { Snapshot } from '../graph/snapshot';
import { checkKey, checkTag, keyGuard } from '../names';
import type { Clock, InspectStore, StatsStore } from '../ports';
import type { EntriesPage, EntriesQuery, EntryFilter, EntryGroup, EntryRow } from '../types';
import {
  comparePlace,
  type EntryIndex,
  groupEntries,
  type IndexedEntry,
  type IndexStore,
  matcherOf,
  type Place,
  placeOf,
  readEntryIndex,
} from './entry-index';
import type { RecentWaves, WaveMemory } from './recent-waves';
import { within } from './within';

export type EntriesStore = IndexStore &
  Pick<InspectStore, 'guardInfo'> &
  Pick<StatsStore, 'readsOf'>;

export interface EntriesReads {
  entries(query?: EntriesQuery): Promise<EntriesPage>;
  /** Groups of what matches, the largest first; `total` counts all groups. */
  entryGroups(
    query: EntryFilter & { by: 'type' | 'tag'; limit?: number },
  ): Promise<{ groups: EntryGroup[]; total: number; snapshotAgeMs: number }>;
  /** Keys of all that match, at most `limit` (default 10,000), with their number. */
  entryKeys(query: EntryFilter & { limit?: number }): Promise<{ keys: string[]; total: number }>;
  /** What the last picture knew of a key, without taking one. */
  lastKnown(key: string): IndexedEntry | null;
}

export function createEntriesReads(
  store: EntriesStore,
  clock: Pick<Clock, 'now' | 'setTimeout'>,
  recentWaves: Pick<RecentWaves, 'read'>,
): EntriesReads {
  let last: EntryIndex | null = null;
  const snapshot = new Snapshot(async () => {
    last = await readEntryIndex(store);
    return last;
  }, clock);

  async function look(filter: EntryFilter) {
    if (filter.tag !== undefined) checkTag(filter.tag);
    if (filter.prefix !== undefined) checkKey(filter.prefix);
    const { of: index, ageMs } = await snapshot.read();
    const nowMs = store.nodeNow();
    return { index, ageMs, nowMs, matches: matcherOf(filter, index.generation, nowMs) };
  }

  return {
    async entries(query = {}) {
      const limit = within('limit', query.limit ?? 100, 1, 1000);
      const sort = query.sort ?? 'key';
      const { index, ageMs, matches } = await look(query);
      const found = index.inOrder(sort).filter(matches);
      if (query.desc) found.reverse();
      const from = query.cursor === undefined ? 0 : after(found, query, readCursor(query.cursor));
      const page = found.slice(from, from + limit);
      const end = page.at(-1);
      return {
        entries: await readRows(store, page, recentWaves),
        total: found.length,
        indexed: index.entries.size,
        cursor:
          end !== undefined && from + limit < found.length
            ? writeCursor([placeOf(sort, end), end.key])
            : null,
        snapshotAgeMs: Math.round(ageMs),
      };
    },
    async entryGroups(query) {
      const limit = within('limit', query.limit ?? 200, 1, 5000);
      const { index, ageMs, nowMs, matches } = await look(query);
      const groups = groupEntries(index, matches, query.by, nowMs);
      return {
        groups: groups.slice(0, limit),
        total: groups.length,
        snapshotAgeMs: Math.round(ageMs),
      };
    },
    async entryKeys(query) {
      const limit = within('limit', query.limit ?? 10_000, 1, 10_000);
      const { index, matches } = await look(query);
      const found = index.inOrder('key').filter(matches);
      return { keys: found.slice(0, limit).map((entry) => entry.key), total: found.length };
    },
    lastKnown: (key) => last?.entries.get(key) ?? null,
  };
}

async function readRows(
  store: EntriesStore,
  page: readonly IndexedEntry[],
  recentWaves: Pick<RecentWaves, 'read'>,
): Promise<EntryRow[]> {
  const keys = page.map((entry) => entry.key);
  if (keys.length === 0) return [];
  const [headers, guards, reads, memory, { generation, nowMs }] = await Promise.all([
    store.headers(keys),
    store.guardInfo(keys.map(keyGuard)),
    store.readsOf(keys),
    recentWaves.read(),
    store.namespaceState(),
  ]);
  return page.map((indexed, i): EntryRow => {
    const entry = headers[i] ?? null;
    const header = entry?.header ?? null;
    const live = header !== null && isLive(header, generation, nowMs);
    return {
      key: indexed.key,
      type: indexed.type,
      state: stateOf(header, generation, nowMs),
      ageMs: live ? Math.max(0, nowMs - header.createdAtMs) : null,
      ttlLeftMs: live ? header.softExpiryMs - nowMs : null,
      sizeBytes: entry?.sizeBytes ?? 0,
      loadCostMs: header === null ? 0 : header.loadCostUs / 1000,
      tags: [...indexed.tags],
      fanIn: indexed.dependencies.length,
      fanOut: guards[i]?.members ?? 0,
      reads: reads[i] ?? 0,
      lastWave: lastWaveOf(memory, indexed.key),
    };
  });
}

function lastWaveOf(memory: WaveMemory, key: string): EntryRow['lastWave'] {
  const wave = memory.waves.find((one) => one.touched.has(key));
  return wave === undefined ? null : { id: wave.id, at: wave.startedAt, cause: wave.cause };
}

/** Index of the first entry after the place; the place itself may be gone. */
function after(found: readonly IndexedEntry[], query: EntriesQuery, place: Place): number {
  const sort = query.sort ?? 'key';
  const sign = query.desc ? -1 : 1;
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = found[middle] as IndexedEntry;
    const order = sign * comparePlace([placeOf(sort, entry), entry.key], place);
    if (order <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(cursor: string): Place {
  try {
    const [value, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isValue = typeof value === 'string' || typeof value === 'number';
    if (isValue && typeof key === 'string') return [value, key];
  } catch {
    // Told below.
  }
  throw new FreshetError(
    'invalid-option',
    `cursor ${JSON.stringify(cursor.slice(0, 40))} is not one of this list's: give the \`cursor\` of the page before`,
  );
}
