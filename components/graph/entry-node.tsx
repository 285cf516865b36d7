'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { Tag } from 'lucide-react';
import { memo } from 'react';
import { states } from '@/components/shared/states';
import { cn } from '@/lib/cn';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';
import type { GraphFlowNode } from './graph-flow';
import { NodeFrame } from './node-frame';
import { readsWord, ttlWord } from './node-words';
import { sameNode } from './same-node';
import { useLit } from './wave-light-context';

const stateText = {
  fresh: 'text-fresh',
  stale: 'text-stale',
  loading: 'text-loading',
  missing: 'text-missing',
  invalid: 'text-invalid',
} as const;

/** One tag or one entry: name, state, time left, reads, direct dependents. */
export const EntryNode = memo(function EntryNode({ id, data }: NodeProps<GraphFlowNode>) {
  const { node } = data;
  const isLit = useLit(id);
  // In a replay the entries have no state of now: the wave has reached them or it has not.
  const past = isLit ? 'invalid' : 'missing';
  const shown = node.state ?? (node.kind === 'entry' ? past : null);
  const look = shown === null ? null : states[shown];
  const Icon = look?.icon ?? Tag;
  const color = shown === null ? 'text-ink-muted' : stateText[shown];
  return (
    <NodeFrame id={id} data={data} tone={node.state}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="flex items-center gap-1.5">
        <Icon className={cn('size-3.5 shrink-0', color)} aria-hidden />
        <bdi className="graph-label min-w-0 truncate font-mono text-xs font-medium">
          {showText(node.label)}
        </bdi>
      </span>
      <span className="graph-detail tabular mt-1 flex items-center gap-1.5 text-2xs text-ink-muted">
        <span className={cn('font-medium', color)}>
          {node.state === null && shown !== null && !isLit
            ? 'Not reached yet'
            : (look?.word ?? 'Tag')}
        </span>
        {node.ttlLeftMs !== null && <span>{ttlWord(node.ttlLeftMs)} left</span>}
        <span className="ml-auto">{readsWord(node)}</span>
        <span title="Direct dependents">→ {formatCount(node.fanOut)}</span>
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </NodeFrame>
  );
}, sameNode);
