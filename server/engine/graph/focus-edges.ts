// The edges of a key-level view. Every known edge between two nodes of the view is drawn, between the nodes that stand
// for them; several that fall together are counted. Pure.
import type { Ref } from '../entry';
import { guardId, isTagGuard } from '../names';
import type { Guard } from '../ports';
import type { EdgeKind, GraphEdge } from '../types';
import type { Placement } from './placement';
import { addEdge, type TypeEdge } from './type-index';

/** An edge as the index has it: the way a wave would travel, whether or not the entry is there. */
export interface IndexEdge {
  guard: Guard;
  key: string;
}

export interface EdgeSources {
  walked: readonly IndexEdge[];
  /** Direct refs of the entries of the view; entries that are gone have none. */
  refs: ReadonlyMap<string, readonly Ref[]>;
}

export function edgesOf(
  placement: Placement,
  sources: EdgeSources,
): { edges: GraphEdge[]; total: number } {
  const edges = new Map<string, TypeEdge>();
  const done = new Set<string>();
  let total = 0;
  const draw = (guard: Guard, key: string, kind: EdgeKind) => {
    const source = placement.nodeOf(guardId(guard));
    const target = placement.nodeOf(`key:${key}`);
    const name = `${guard}\n${key}`;
    if (source === null || target === null || done.has(name)) return;
    done.add(name);
    total += 1;
    // Edges inside a fold are counted in the total and not drawn.
    if (source !== target) addEdge(edges, source, target, kind, 1);
  };
  for (const [key, refs] of sources.refs) for (const ref of refs) draw(ref.guard, key, ref.kind);
  // The kind of an edge goes with its entry; what is left is whether it starts at a tag.
  for (const { guard, key } of sources.walked)
    draw(guard, key, isTagGuard(guard) ? 'tag' : 'captured');
  for (const fold of placement.folds.values()) {
    if (fold.more === 0 || fold.parent === null) continue;
    total += fold.more;
    addEdge(edges, fold.parent, fold.id, kindBelow(edges, fold.parent, fold.id), fold.more);
  }
  return { edges: [...edges.values()], total };
}

/** Dependents that were only counted are taken to hang on their parent like those that were looked at. */
function kindBelow(edges: ReadonlyMap<string, TypeEdge>, source: string, target: string): EdgeKind {
  let best: TypeEdge | null = null;
  for (const edge of edges.values())
    if (edge.source === source && edge.target === target && edge.count > (best?.count ?? 0))
      best = edge;
  return best?.kind ?? (source.startsWith('tag:') ? 'tag' : 'captured');
}
