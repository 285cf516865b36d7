import { type Edge, MarkerType, type Node, Position as Side } from '@xyflow/react';
import type { GraphEdgeView, GraphNodeView, GraphViewModel } from '@/lib/contract';
import type { Relation } from './graph-index';
import { describeNode } from './node-words';
import { type Position, type Positions, sizeOfNode } from './positions';
import { type Routes, routeKey } from './routes';

export type GraphFlowNode = Node<
  { node: GraphNodeView; relation: Relation | null; isFocus: boolean },
  'entry' | 'group' | 'fold'
>;
export type GraphFlowEdge = Edge<
  { edge: GraphEdgeView; related: boolean | null; via: readonly Position[] },
  'dependency'
>;
const arrow = {
  type: MarkerType.ArrowClosed,
  width: 14,
  height: 14,
  color: 'var(--line-strong)',
};
const relatedArrow = { ...arrow, color: 'var(--accent)' };
const straight: readonly Position[] = [];

export interface FlowOptions {
  positions: Positions;
  relations: ReadonlyMap<string, Relation>;
  /** The one node in the tab order (roving focus). */
  tabStop: string | null;
}

const shapes = {
  type: 'group',
  'tag-family': 'group',
  tag: 'entry',
  entry: 'entry',
  fold: 'fold',
} as const satisfies Record<GraphNodeView['kind'], GraphFlowNode['type']>;

/** Nodes that have a place; layout gives one to every node, so none is missing in the end. */
export function toFlowNodes(view: GraphViewModel, options: FlowOptions): GraphFlowNode[] {
  return view.nodes.flatMap((node) => {
    const position = options.positions.get(node.id);
    if (position === undefined) return [];
    const relation = options.relations.get(node.id) ?? null;
    const size = sizeOfNode(node.kind);
    return {
      id: node.id,
      type: shapes[node.kind],
      position,
      ...size,
      // Said here too: a node that was never in view is not measured, and fitting the view would leave it out.
      measured: size,
      handles: handlesOf(size),
      data: { node, relation, isFocus: node.id === view.focus },
      selected: relation === 'selected',
      ariaLabel: describeNode(node),
      domAttributes: { tabIndex: node.id === options.tabStop ? 0 : -1 },
    };
  });
}

/** Where edges meet the node. Said here, since a node out of view is never measured and its edges must still be drawn. */
function handlesOf({ width, height }: { width: number; height: number }): GraphFlowNode['handles'] {
  const point = { y: height / 2, width: 1, height: 1 };
  return [
    { ...point, type: 'target', position: Side.Left, x: 0 },
    { ...point, type: 'source', position: Side.Right, x: width - 1 },
  ];
}

export function toFlowEdges(
  view: GraphViewModel,
  relations: ReadonlyMap<string, Relation>,
  routes: Routes,
): GraphFlowEdge[] {
  return view.edges.map((edge) => {
    const related = relations.size === 0 ? null : isRelated(edge, relations);
    return {
      id: `${edge.kind} ${edge.source} ${edge.target}`,
      type: 'dependency',
      source: edge.source,
      target: edge.target,
      data: { edge, related, via: routes.get(routeKey(edge.source, edge.target)) ?? straight },
      markerEnd: related === true ? relatedArrow : arrow,
      // The table twin tells the edges in words; hundreds of unnamed images would only be noise.
      domAttributes: { 'aria-hidden': true },
    };
  });
}

/** On a path through the selected node: both ends upstream of it, or both downstream, the node itself counting as either. */
function isRelated(edge: GraphEdgeView, relations: ReadonlyMap<string, Relation>): boolean {
  const ends = [relations.get(edge.source), relations.get(edge.target)];
  const within = (side: Relation) =>
    ends.every((end) => end === side || end === 'both' || end === 'selected');
  return within('upstream') || within('downstream');
}
