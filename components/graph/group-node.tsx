'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Boxes, Tags } from 'lucide-react';
import { memo } from 'react';
import type { GraphNodeView } from '@/lib/contract';
import { formatCompact, formatRatio } from '@/lib/format';
import { showText } from '@/lib/show-text';
import type { GraphFlowNode } from './graph-flow';
import { NodeFrame } from './node-frame';
import { readsWord, staleShare } from './node-words';
import { sameNode } from './same-node';

function unitOf({ kind, count }: GraphNodeView): string {
  if (kind === 'type') return count === 1 ? 'entry' : 'entries';
  return count === 1 ? 'tag' : 'tags';
}

/** All entries of one key type, or all tags of one family. */
export const GroupNode = memo(function GroupNode({ id, data }: NodeProps<GraphFlowNode>) {
  const { node } = data;
  const isType = node.kind === 'type';
  const Icon = isType ? Boxes : Tags;
  const stale = staleShare(node);
  return (
    <NodeFrame id={id} data={data} tone={null}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="flex items-center gap-1.5">
        <Icon className="size-4 shrink-0 text-ink-muted" aria-hidden />
        <bdi className="graph-label min-w-0 flex-1 truncate text-[13px] font-semibold">
          {showText(node.label)}
        </bdi>
        <span className="tabular text-xs">
          {formatCompact(node.count)} {unitOf(node)}
        </span>
      </span>
      <span className="graph-detail tabular mt-2 flex gap-3 text-2xs text-ink-muted">
        {isType && <span>{formatRatio(node.hitRatio)} hits</span>}
        <span>{readsWord(node)}</span>
        <span className="ml-auto" title="Dependency edges that start here">
          → {formatCompact(node.fanOut)}
        </span>
      </span>
      {isType && (
        <span className="graph-detail mt-1.5 flex items-center gap-2 text-2xs text-ink-muted">
          <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-fresh/35">
            <span
              className="block h-full rounded-full bg-stale"
              style={{ width: `${(stale ?? 0) * 100}%` }}
            />
          </span>
          <span className="tabular">{formatRatio(stale)} stale</span>
        </span>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </NodeFrame>
  );
}, sameNode);
