import type { GraphEdgeView, GraphNodeView, GraphViewModel } from '@/lib/contract';

/** Look-ups over one view; edges always run dependency → dependent. */
export interface GraphIndex {
  nodes: ReadonlyMap<string, GraphNodeView>;
  dependents: ReadonlyMap<string, readonly string[]>;
  dependencies: ReadonlyMap<string, readonly string[]>;
  /** How an edge came to be; the first of several kinds. */
  kindOf(source: string, target: string): GraphEdgeView['kind'];
}

export function indexGraph(view: GraphViewModel): GraphIndex {
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  const dependents = new Map<string, string[]>();
  const dependencies = new Map<string, string[]>();
  for (const edge of view.edges) {
    if (!nodes.has(edge.source) || !nodes.has(edge.target)) continue;
    append(dependents, edge.source, edge.target);
    append(dependencies, edge.target, edge.source);
  }
  return {
    nodes,
    dependents,
    dependencies,
    kindOf: (source, target) =>
      view.edges.find((edge) => edge.source === source && edge.target === target)?.kind ??
      'captured',
  };
}

/** Everything a wave from `id` would reach in this view (or, upstream, everything that reaches `id`); `id` is not in it. */
export function reachFrom(
  index: GraphIndex,
  id: string,
  direction: 'upstream' | 'downstream',
): Set<string> {
  const neighbours = direction === 'upstream' ? index.dependencies : index.dependents;
  const reached = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const neighbour of neighbours.get(next) ?? []) {
      if (neighbour === id || reached.has(neighbour)) continue;
      reached.add(neighbour);
      open.push(neighbour);
    }
  }
  return reached;
}

export type Relation = 'selected' | 'upstream' | 'downstream' | 'both' | 'unrelated';

/** How each node stands to the selected one; empty when nothing (visible) is selected. */
export function relateNodes(index: GraphIndex, selected: string | null): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  if (selected === null || !index.nodes.has(selected)) return relations;
  const upstream = reachFrom(index, selected, 'upstream');
  const downstream = reachFrom(index, selected, 'downstream');
  for (const id of index.nodes.keys()) {
    relations.set(id, relate(id === selected, upstream.has(id), downstream.has(id)));
  }
  return relations;
}

function relate(selected: boolean, upstream: boolean, downstream: boolean): Relation {
  if (selected) return 'selected';
  if (upstream && downstream) return 'both';
  if (upstream) return 'upstream';
  return downstream ? 'downstream' : 'unrelated';
}

function append(map: Map<string, string[]>, key: string, value: string) {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
