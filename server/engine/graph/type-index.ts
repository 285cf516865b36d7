import type { Ref } from '../entry';
import { isLive, stateOf } from '../entry-state';
import { guardName, isTagGuard, typeOf } from '../names';
import type { InspectStore, ProtocolStore } from '../ports';
import type { EdgeKind } from '../types';
import { type EntryIndex, EntryIndexBuilder } from './entry-index';

export interface TypeEdge {
  /** Node ids: `type:product`, `tagfamily:category`. */
  source: string;
  target: string;
  kind: EdgeKind;
  count: number;
}
export interface TypeIndex {
  types: Map<string, { count: number; stale: number }>;
  edges: Map<string, TypeEdge>;
}
/** What hangs on a tag now, inherited members included; `members` of the guard minus these are orphans. */
export interface TagUse {
  live: number;
  bytes: number;
}
/** All that one walk over the entries tells. */
export interface WholeIndex extends TypeIndex {
  entries: EntryIndex;
  tags: ReadonlyMap<string, TagUse>;
}

export const typeId = (type: string): string => `type:${type}`;
export const tagFamilyId = (family: string): string => `tagfamily:${family}`;

/** Walks all entries. */
export async function readWholeIndex(
  store: Pick<InspectStore, 'scanEntries' | 'headers'> & Pick<ProtocolStore, 'namespaceState'>,
): Promise<WholeIndex> {
  const { generation, nowMs } = await store.namespaceState();
  const index: TypeIndex = { types: new Map(), edges: new Map() };
  const entries = new EntryIndexBuilder();
  const tags = new Map<string, TagUse>();
  for await (const keys of store.scanEntries()) {
    const found = await store.headers(keys);
    found.forEach((entry, i) => {
      const key = keys[i];
      if (key === undefined || entry === null) return;
      const state = stateOf(entry.header, generation, nowMs);
      if (state === 'missing') return;
      const { refs } = entry;
      entries.add(key, state, refs);
      if (!isLive(entry.header, generation, nowMs)) return;
      addEntry(index, key, state === 'stale', refs);
      addTagUse(tags, refs, entry.sizeBytes);
    });
  }
  return { ...index, entries: entries.build(), tags };
}

function addTagUse(tags: Map<string, TagUse>, refs: readonly Ref[], sizeBytes: number): void {
  for (const { guard } of refs) {
    if (!isTagGuard(guard)) continue;
    const tag = guardName(guard);
    const use = tags.get(tag);
    if (use === undefined) tags.set(tag, { live: 1, bytes: sizeBytes });
    else {
      use.live += 1;
      use.bytes += sizeBytes;
    }
  }
}

export function addEntry(
  index: TypeIndex,
  key: string,
  isStale: boolean,
  refs: readonly Ref[],
): void {
  const type = typeOf(key);
  const known = index.types.get(type) ?? { count: 0, stale: 0 };
  known.count += 1;
  if (isStale) known.stale += 1;
  index.types.set(type, known);
  for (const ref of refs) {
    // Deeper refs are inherited: their edges are drawn where they are direct.
    if (ref.depth > 1) continue;
    const family = typeOf(guardName(ref.guard));
    const source = isTagGuard(ref.guard) ? tagFamilyId(family) : typeId(family);
    addEdge(index.edges, source, typeId(type), ref.kind, 1);
  }
}

export function addEdge(
  edges: Map<string, TypeEdge>,
  source: string,
  target: string,
  kind: EdgeKind,
  count: number,
): void {
  const id = `${source}\n${target}\n${kind}`;
  const known = edges.get(id);
  if (known) known.count += count;
  else edges.set(id, { source, target, kind, count });
}
