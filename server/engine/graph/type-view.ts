// The graph from afar: one node per type of key and per family of tags. Pure.
import { lookupsOf } from '../stats-query';
import type { FamilyStats, GraphNode, GraphView } from '../types';
import type { TagIndex } from './tag-index';
import { addEdge, tagFamilyId, type TypeEdge, typeId, type TypeIndex } from './type-index';

const REST_ID = 'fold:rest';

export interface TypeTraffic {
  families: ReadonlyMap<string, FamilyStats>;
  minutes: number;
}

export function viewTypes(
  index: TypeIndex,
  tagFamilies: TagIndex['families'],
  traffic: TypeTraffic,
  budget: number,
): Omit<GraphView, 'snapshotAgeMs'> {
  const nodes = nodesOf(index, tagFamilies, traffic);
  const shown = nodes.length > budget ? nodes.slice(0, budget - 1) : nodes;
  const rest = nodes.slice(shown.length);
  const names = new Set(shown.map((node) => node.id));
  const edges = new Map<string, TypeEdge>();
  let totalEdges = 0;
  for (const edge of index.edges.values()) {
    totalEdges += edge.count;
    const source = names.has(edge.source) ? edge.source : REST_ID;
    const target = names.has(edge.target) ? edge.target : REST_ID;
    if (source !== REST_ID || target !== REST_ID)
      addEdge(edges, source, target, edge.kind, edge.count);
  }
  return {
    level: 'type',
    focus: null,
    nodes: rest.length === 0 ? shown : [...shown, foldOf(rest)],
    edges: [...edges.values()],
    totalNodes: nodes.length,
    totalEdges,
    folded:
      rest.length === 0
        ? []
        : [{ parent: 'types', hidden: rest.length, reason: 'budget' as const }],
    unseen: 0,
  };
}

/** The largest first. */
function nodesOf(
  index: TypeIndex,
  tagFamilies: TagIndex['families'],
  traffic: TypeTraffic,
): GraphNode[] {
  const fanOut = new Map<string, number>();
  const nodes = new Map<string, GraphNode>();
  const add = (kind: 'type' | 'tag-family', name: string, count: number, stale: number) => {
    const id = kind === 'type' ? typeId(name) : tagFamilyId(name);
    if (!nodes.has(id)) nodes.set(id, { ...blankNode(id, kind, name), count, stale });
  };
  for (const [type, { count, stale }] of index.types) add('type', type, count, stale);
  for (const [family, count] of tagFamilies) add('tag-family', family, count, 0);
  for (const { source, count } of index.edges.values()) {
    fanOut.set(source, (fanOut.get(source) ?? 0) + count);
    // A type that is only declared upon has no entries of its own; its dependents still hang on it.
    const name = source.slice(source.indexOf(':') + 1);
    add(source.startsWith('type:') ? 'type' : 'tag-family', name, 0, 0);
  }
  for (const node of nodes.values()) {
    node.fanOut = fanOut.get(node.id) ?? 0;
    if (node.kind === 'type') addTraffic(node, traffic);
  }
  return [...nodes.values()].sort(
    (a, b) => b.count + b.fanOut - (a.count + a.fanOut) || (a.id < b.id ? -1 : 1),
  );
}

function addTraffic(node: GraphNode, { families, minutes }: TypeTraffic): void {
  const stats = families.get(node.type);
  const lookups = stats === undefined ? 0 : lookupsOf(stats);
  if (stats === undefined || lookups === 0) return;
  node.hitRatio = (stats.hits + stats.staleServes) / lookups;
  node.readsPerMin = lookups / minutes;
}

function foldOf(rest: readonly GraphNode[]): GraphNode {
  const sum = (of: (node: GraphNode) => number) => rest.reduce((all, node) => all + of(node), 0);
  return {
    ...blankNode(
      REST_ID,
      'fold',
      `${rest.length.toLocaleString('en')} smaller types and tag families`,
    ),
    type: 'mixed',
    count: rest.length,
    stale: sum((node) => node.stale),
    readsPerMin: sum((node) => node.readsPerMin),
    fanOut: sum((node) => node.fanOut),
  };
}

export function blankNode(id: string, kind: GraphNode['kind'], label: string): GraphNode {
  return {
    id,
    kind,
    label,
    type: label,
    count: 0,
    stale: 0,
    state: null,
    ttlLeftMs: null,
    hitRatio: null,
    readsPerMin: 0,
    fanOut: 0,
    level: 0,
  };
}
