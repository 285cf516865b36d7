import type { GraphEdgeView, GraphNodeView, GraphViewModel } from '@/lib/contract';

export function makeNode(id: string, more: Partial<GraphNodeView> = {}): GraphNodeView {
  return {
    id,
    kind: id.startsWith('tag:') ? 'tag' : 'entry',
    label: id.slice(id.indexOf(':') + 1),
    type: 'product',
    count: 1,
    stale: 0,
    state: 'fresh',
    ttlLeftMs: 60_000,
    hitRatio: null,
    readsPerMin: 3,
    fanOut: 1,
    level: 0,
    ...more,
  };
}

export function makeEdge(
  source: string,
  target: string,
  kind: GraphEdgeView['kind'] = 'captured',
): GraphEdgeView {
  return { source, target, kind, count: 1 };
}

/** tag category:shoes → product:1 → listing → home, and product:2 → listing; brand beside it. */
export function makeView(more: Partial<GraphViewModel> = {}): GraphViewModel {
  const nodes = [
    makeNode('tag:category:shoes', { level: -1, state: null, ttlLeftMs: null }),
    makeNode('key:product:1'),
    makeNode('key:product:2'),
    makeNode('key:listing:shoes', { level: 1 }),
    makeNode('key:home', { level: 2 }),
    makeNode('key:brand:x'),
  ];
  return {
    level: 'key',
    focus: 'key:product:1',
    nodes,
    edges: [
      makeEdge('tag:category:shoes', 'key:product:1', 'tag'),
      makeEdge('key:product:1', 'key:listing:shoes'),
      makeEdge('key:product:2', 'key:listing:shoes', 'declared'),
      makeEdge('key:listing:shoes', 'key:home'),
    ],
    totalNodes: nodes.length,
    totalEdges: 4,
    folded: [],
    snapshotAgeMs: null,
    select: null,
    unseen: 0,
    ...more,
  };
}

export function makeWave(more: Partial<import('@/lib/contract').WaveNotice> = {}) {
  return {
    id: 'w1',
    sequence: 1,
    phase: 'finished' as const,
    cause: { kind: 'event' as const },
    roots: ['tag:category:shoes'],
    mode: 'default' as const,
    invalidated: 2,
    levels: [],
    durationMs: 4,
    touched: [
      { key: 'product:1', depth: 1, via: 'tag:category:shoes' },
      { key: 'home', depth: 3, via: 'key:listing:shoes' },
      { key: 'elsewhere', depth: 1, via: null },
    ],
    touchedTotal: 3,
    startedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}
