import type { ElkNode } from 'elkjs/lib/elk-api';
import type { GraphViewModel } from '@/lib/contract';
import { COLUMN_GAP, type Position, type Positions, ROW_GAP, sizeOfNode } from './positions';

/** Above this many nodes the careful options cost seconds and gain little (stack.md). */
const FAST_ABOVE_NODES = 250;

/** The view as a layered, left-to-right layout problem. A new object per call: elk writes into what it is given. */
export function toElkGraph(view: GraphViewModel): ElkNode {
  const ids = new Set(view.nodes.map((node) => node.id));
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
      // The server's order (busiest first) breaks ties, so that equal views look equal.
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: view.nodes.map((node) => ({ id: node.id, ...sizeOfNode(node.kind) })),
    edges: view.edges
      .filter((edge) => edge.source !== edge.target && ids.has(edge.source) && ids.has(edge.target))
      .map((edge, order) => ({
        id: `e${order}`,
        sources: [edge.source],
        targets: [edge.target],
      })),
  };
}

export function fromElkGraph(laidOut: ElkNode): Positions {
  const positions = new Map<string, Position>();
  for (const child of laidOut.children ?? [])
    positions.set(child.id, { x: child.x ?? 0, y: child.y ?? 0 });
  return positions;
}
