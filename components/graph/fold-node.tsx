'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Layers } from 'lucide-react';
import { memo } from 'react';
import type { GraphFlowNode } from './graph-flow';
import { NodeFrame } from './node-frame';
import { sameNode } from './same-node';

/** Neighbours that are not drawn one by one, with how many they are. Opens from the panel. */
export const FoldNode = memo(function FoldNode({ id, data }: NodeProps<GraphFlowNode>) {
  return (
    <NodeFrame id={id} data={data} tone={null} className="border-dashed bg-sunken">
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="flex items-center gap-2 text-xs">
        <Layers className="size-3.5 shrink-0 text-ink-muted" aria-hidden />
        <span className="graph-label tabular min-w-0 truncate font-medium">{data.node.label}</span>
        <span className="graph-detail ml-auto text-2xs text-ink-muted">folded</span>
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </NodeFrame>
  );
}, sameNode);
