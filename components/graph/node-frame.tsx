'use client';

import type { ReactNode } from 'react';
import type { EntryState } from '@/lib/contract';
import { cn } from '@/lib/cn';
import type { GraphFlowNode } from './graph-flow';
import { useLit } from './wave-light-context';

const bars: Record<EntryState, string> = {
  fresh: 'before:bg-fresh',
  stale: 'before:bg-stale',
  loading: 'before:bg-loading',
  missing: 'before:bg-missing',
};

/** The box of a node: state bar, selection, relation to the selected node, and the light of a passing wave. */
export function NodeFrame({
  id,
  data,
  tone,
  className,
  children,
}: {
  id: string;
  data: GraphFlowNode['data'];
  tone: EntryState | null;
  className?: string;
  children: ReactNode;
}) {
  const lit = useLit(id);
  const { relation, isFocus } = data;
  return (
    <div
      data-lit={lit || undefined}
      data-relation={relation ?? undefined}
      className={cn(
        'graph-node relative flex size-full flex-col justify-center overflow-hidden rounded-lg border border-line-strong bg-surface pr-3 pl-4 text-ink',
        'before:absolute before:inset-y-0 before:left-0 before:w-1',
        tone === null ? 'before:bg-line-strong' : bars[tone],
        isFocus && 'border-accent bg-accent-soft',
        className,
      )}
    >
      {children}
    </div>
  );
}
