import type { NodeProps } from '@xyflow/react';
import type { GraphFlowNode } from './graph-flow';

/** Whether a node would look the same: positions and selection flags are React Flow's own business. */
export function sameNode(a: NodeProps<GraphFlowNode>, b: NodeProps<GraphFlowNode>): boolean {
  return (
    a.id === b.id &&
    a.data.node === b.data.node &&
    a.data.relation === b.data.relation &&
    a.data.isFocus === b.data.isFocus
  );
}
