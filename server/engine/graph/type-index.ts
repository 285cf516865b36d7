import type { Ref } from '../entry';
import { isLive, stateOf } from '../entry-state';
import { guardName, isTagGuard, typeOf } from '../names';
import type { InspectStore, ProtocolStore } from '../ports';
import type { EdgeKind } from '../types';

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

export const typeId = (type: string): string => `type:${type}`;
export const tagFamilyId = (family: string): string => `tagfamily:${family}`;

/** Walks all entries and adds up types and direct edges; keeps nothing per entry or edge. */
export async function readTypeIndex(
  store: Pick<InspectStore, 'scanEntries' | 'headers'> & Pick<ProtocolStore, 'namespaceState'>,
): Promise<TypeIndex> {
  const { generation, nowMs } = await store.namespaceState();
  const index: TypeIndex = { types: new Map(), edges: new Map() };
  for await (const keys of store.scanEntries()) {
    const entries = await store.headers(keys);
    entries.forEach((entry, i) => {
      if (entry === null || !isLive(entry.header, generation, nowMs)) return;
      const isStale = stateOf(entry.header, generation, nowMs) === 'stale';
      addEntry(index, keys[i] as string, isStale, entry.refs);
    });
  }
  return index;
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
