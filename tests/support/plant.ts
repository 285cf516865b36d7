// Entries and edges written by hand in the form the protocol gives them, to test readers without the writer.
import type { Cluster, Redis } from 'ioredis';
import { encodeRefs, type EntryHeader, type Ref, writeHeader } from '../../server/engine/entry';
import type { Guard } from '../../server/engine/ports';
import type { EdgeKind } from '../../server/engine/types';
import { entryKey, guardKey, MARKER_MEMBER, namespaceKey } from '../../server/redis/keyspace';

export const PLANTED_GENERATION = 1;

export interface PlantedRef {
  guard: Guard;
  kind?: EdgeKind;
  depth?: number;
  via?: Guard;
}

export interface Planted {
  key: string;
  refs?: readonly PlantedRef[];
  /** Left of the fresh window, ms; default 60 s. */
  softMs?: number;
  /** Left until it is gone, ms; default 120 s. Negative: the entry is not written, its edges are (an orphan). */
  hardMs?: number;
  staleSinceMs?: number;
  generation?: number;
  hasValue?: boolean;
  leaseLeftMs?: number;
  loadCostMs?: number;
  value?: string;
}

/** Writes entries with the edges of all their refs. */
export async function plant(
  client: Redis | Cluster,
  ns: string,
  entries: readonly Planted[],
): Promise<void> {
  const nowMs = Date.now();
  await client.hset(namespaceKey(ns), 'gen', PLANTED_GENERATION, 'seq', nowMs * 1000);
  await Promise.all(
    entries.map(async (entry) => {
      const hardMs = entry.hardMs ?? 120_000;
      const refs = (entry.refs ?? []).map(completeRef);
      const jobs: Promise<unknown>[] = refs.map((ref) =>
        client.zadd(guardKey(ns, ref.guard), nowMs + hardMs + ref.depth / 256, entry.key),
      );
      if (hardMs > 0)
        jobs.push(client.set(entryKey(ns, entry.key), entryBlob(entry, refs, nowMs), 'PX', hardMs));
      await Promise.all(jobs);
    }),
  );
}

export async function plantMarker(
  client: Redis | Cluster,
  ns: string,
  guard: Guard,
  ageMs = 0,
): Promise<void> {
  await client.zadd(guardKey(ns, guard), (Date.now() - ageMs) * 1000, MARKER_MEMBER);
}

function completeRef(ref: PlantedRef): Ref {
  const kind = ref.kind ?? (ref.guard.startsWith('t:') ? 'tag' : 'captured');
  return { guard: ref.guard, ref: 1, depth: ref.depth ?? 1, kind, via: ref.via ?? null };
}

function entryBlob(entry: Planted, refs: readonly Ref[], nowMs: number): Buffer {
  const hasValue = entry.hasValue ?? true;
  const encoded = hasValue ? encodeRefs(refs) : Buffer.alloc(0);
  const value = hasValue ? Buffer.from(entry.value ?? JSON.stringify({ key: entry.key })) : '';
  const header: EntryHeader = {
    hasValue,
    onInvalidate: 'hard',
    inherits: refs.some((ref) => ref.depth > 1),
    codec: 0,
    generation: entry.generation ?? PLANTED_GENERATION,
    sequence: nowMs * 1000,
    createdAtMs: nowMs,
    softExpiryMs: nowMs + (entry.softMs ?? 60_000),
    hardExpiryMs: nowMs + (entry.hardMs ?? 120_000),
    staleSinceMs: entry.staleSinceMs ?? 0,
    leaseEndMs: entry.leaseLeftMs === undefined ? 0 : nowMs + entry.leaseLeftMs,
    fingerprint: '0'.repeat(16),
    loadCostUs: (entry.loadCostMs ?? 0) * 1000,
    refsLength: encoded.length,
    valueLength: value.length,
    checksum: 0,
  };
  return Buffer.concat([writeHeader(header), encoded, Buffer.from(value)]);
}
