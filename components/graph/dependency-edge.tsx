'use client';

import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { cn } from '@/lib/cn';
import { formatCount } from '@/lib/format';
import type { GraphFlowEdge } from './graph-flow';
import { curveThrough, loopAround } from './routes';
import { useLit } from './wave-light-context';

/** An edge dependency → dependent; its dash tells how it came to be, and a wave runs along it. */
export const DependencyEdge = memo(function DependencyEdge(props: EdgeProps<GraphFlowEdge>) {
  const { path, labelX, labelY } = drawEdge(props);
  const from = useLit(props.source);
  const to = useLit(props.target);
  const edge = props.data?.edge;
  const related = props.data?.related ?? null;
  // A folded group says its count itself.
  const counted =
    edge !== undefined &&
    edge.count > 1 &&
    !edge.target.startsWith('fold:') &&
    !edge.source.startsWith('fold:');
  const label = related && counted ? `× ${formatCount(edge.count)}` : undefined;
  return (
    <BaseEdge
      id={props.id}
      path={path}
      {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
      interactionWidth={0}
      className={cn(
        'graph-edge',
        edge && `graph-edge-${edge.kind}`,
        related === true && 'graph-edge-related',
        related === false && 'graph-edge-unrelated',
        from && to && 'graph-edge-lit',
      )}
      {...(label ? { label, labelX, labelY } : {})}
      labelBgPadding={[4, 2]}
      labelBgBorderRadius={4}
    />
  );
});

/** Above the top of the highest node by this much, seen from its middle. */
const LOOP_RISE = 96;

function drawEdge(props: EdgeProps<GraphFlowEdge>): {
  path: string;
  labelX: number;
  labelY: number;
} {
  const from = { x: props.sourceX, y: props.sourceY };
  const to = { x: props.targetX, y: props.targetY };
  const via = props.data?.via ?? [];
  const [direct, labelX, labelY] = getBezierPath(props);
  if (props.source === props.target)
    return { path: loopAround(from, to, LOOP_RISE), labelX, labelY: from.y - LOOP_RISE * 0.75 };
  const path = via.length === 0 ? direct : curveThrough([from, ...via, to]);
  return { path, labelX, labelY };
}
