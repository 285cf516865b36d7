// Reading many entries or members without asking the store for too much at once.
import type { EntryHeader } from '../entry';
import type { Guard, InspectedEntry, InspectStore, Member, StatsStore } from '../ports';
import { chunksOf, mapConcurrently } from './concurrent';

/** Members asked for per step: a ZSCAN of this size stays far under a millisecond. */
const WALK_COUNT = 200;
const HEADERS_AT_ONCE = 200;
const BARE_HEADERS_AT_ONCE = 1_000;

/** The dependents of a guard, chunk by chunk. A member may come twice (ZSCAN). */
export async function* walkMembers(
  store: Pick<InspectStore, 'members'>,
  guard: Guard,
): AsyncIterable<Member[]> {
  let cursor = '';
  do {
    const chunk = await store.members(guard, cursor, WALK_COUNT);
    yield chunk.members;
    cursor = chunk.cursor;
  } while (cursor !== '');
}

/** Calls `see` once per key, in no particular order. */
export async function readHeaders(
  store: Pick<InspectStore, 'headers'>,
  keys: readonly string[],
  see: (key: string, entry: InspectedEntry | null) => void,
): Promise<void> {
  await mapConcurrently(chunksOf(keys, HEADERS_AT_ONCE), 4, async (chunk) => {
    const entries = await store.headers(chunk);
    chunk.forEach((key, i) => see(key, entries[i] ?? null));
  });
}

/** The same without refs. */
export async function readBareHeaders(
  store: Pick<InspectStore, 'bareHeaders'>,
  keys: readonly string[],
  see: (key: string, header: EntryHeader) => void,
): Promise<void> {
  await mapConcurrently(chunksOf(keys, BARE_HEADERS_AT_ONCE), 4, async (chunk) => {
    const headers = await store.bareHeaders(chunk);
    chunk.forEach((key, i) => {
      const header = headers[i];
      if (header) see(key, header);
    });
  });
}

/** Fills in the sampled reads of the last hour. */
export async function addReads(
  store: Pick<StatsStore, 'readsOf'>,
  entries: { key: string; reads: number }[],
): Promise<void> {
  const reads = await store.readsOf(entries.map((entry) => entry.key));
  entries.forEach((entry, i) => {
    entry.reads = reads[i] ?? 0;
  });
}
