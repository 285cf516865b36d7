import type { ElkNode } from 'elkjs/lib/elk-api';
import type { GraphViewModel } from '@/lib/contract';
import { COLUMN_GAP, type Position, type Positions, ROW_GAP, sizeOfNode } from './positions';
import { type Routes, routeKey } from './routes';

/** Above this many nodes the careful options cost seconds and gain little (stack.md). */
const FAST_ABOVE_NODES = 150;
/** Keeping the server's order took three quarters of the time of 193 nodes with 446 edges (1.6 s against 0.4 s). */
const ORDERED_UP_TO_NODES = 60;

/** The view as a layered, left-to-right layout problem. A new object per call: elk writes into what it is given. */
export function toElkGraph(view: GraphViewModel): ElkNode {
  const fast = view.nodes.length > FAST_ABOVE_NODES;
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': String(COLUMN_GAP),
      'elk.spacing.nodeNode': String(ROW_GAP),
      'elk.spacing.componentComponent': String(ROW_GAP * 2),
      'elk.edgeRouting': 'POLYLINE',
      'elk.layered.nodePlacement.strategy': fast ? 'SIMPLE' : 'BRANDES_KOEPF',
      'elk.layered.thoroughness': fast ? '1' : '7',
      // The server's order, busiest first, breaks ties.
      'elk.layered.considerModelOrder.strategy':
        view.nodes.length > ORDERED_UP_TO_NODES ? 'NONE' : 'NODES_AND_EDGES',
    },
    children: view.nodes.map((node) => ({
      id: node.id,
      ...sizeOfNode(node.kind),
      // Families are where waves begin: one column on the left, whatever they lead to.
      ...(node.kind === 'tag-family' && {
        layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' },
      }),
    })),
    edges: [...pairsOf(view)].map(([key, [source, target]]) => ({
      id: key,
      sources: [source],
      targets: [target],
    })),
  };
}

/** One layout edge per pair of nodes, however many kinds of dependency there are between them. */
function pairsOf(view: GraphViewModel): Map<string, [source: string, target: string]> {
  const ids = new Set(view.nodes.map((node) => node.id));
  const pairs = new Map<string, [string, string]>();
  for (const { source, target } of view.edges)
    if (source !== target && ids.has(source) && ids.has(target))
      pairs.set(routeKey(source, target), [source, target]);
  return pairs;
}

export interface Arrangement {
  positions: Positions;
  routes: Routes;
}

export function fromElkGraph(laidOut: ElkNode): Arrangement {
  const positions = new Map<string, Position>();
  for (const child of laidOut.children ?? [])
    positions.set(child.id, { x: child.x ?? 0, y: child.y ?? 0 });
  const routes = new Map<string, Position[]>();
  for (const edge of laidOut.edges ?? []) {
    const bends = edge.sections?.[0]?.bendPoints ?? [];
    if (bends.length > 0)
      routes.set(
        edge.id,
        bends.map(({ x, y }) => ({ x, y })),
      );
  }
  return { positions, routes };
}
