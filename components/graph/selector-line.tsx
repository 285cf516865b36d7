'use client';

import { TriangleAlert } from 'lucide-react';
import type { GraphCount } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { type Draft, pointAt } from './draft';
import type { useSelectionCount } from './use-selection-count';

const SHOWN_TYPES = 3;

/** `214 nodes: 41 listing, 3 product and 2 more types, 1 tag`. */
export function countWords({ total, tags, byType }: GraphCount): string {
  if (total === 0) return 'Nothing cached matches';
  const named = byType
    .slice(0, SHOWN_TYPES)
    .map(({ type, count }) => `${formatCount(count)} ${showText(type)}`);
  const more = byType.length - named.length;
  if (more > 0) named.push(formatPlural(more, 'more type', 'more types'));
  if (tags > 0) named.push(formatPlural(tags, 'tag', 'tags'));
  return `${formatPlural(total, 'node', 'nodes')}: ${named.join(', ')}`;
}

/** Below the box while a selector is typed: how much it means, or where it cannot be read and how to mend it. */
export function SelectorLine({
  id,
  typed,
  draft,
  count,
}: {
  id: string;
  typed: string;
  draft: Draft;
  count: ReturnType<typeof useSelectionCount>;
}) {
  return (
    <div
      id={id}
      role="status"
      className="tabular border-b border-line px-3 py-2 text-xs text-ink-muted empty:hidden"
    >
      {draft.kind === 'fault' && <FaultLine typed={typed} fault={draft.fault} />}
      {draft.kind === 'selector' && (
        <p>
          {count.isError
            ? 'It could not be counted; it can still be drawn.'
            : count.data && count.isSettled
              ? `${countWords(count.data)} · counted ${formatDuration(count.data.snapshotAgeMs)} ago`
              : 'Counting…'}
        </p>
      )}
    </div>
  );
}

function FaultLine({
  typed,
  fault,
}: {
  typed: string;
  fault: Extract<Draft, { kind: 'fault' }>['fault'];
}) {
  const { before, meant, after } = pointAt(typed, fault);
  return (
    <div className="grid gap-0.5">
      <p
        className="max-w-full overflow-hidden font-mono text-[12px] whitespace-pre text-ellipsis"
        aria-hidden
      >
        {showText(before)}
        <span className="text-invalid underline decoration-wavy underline-offset-3">
          {showText(meant)}
        </span>
        {showText(after)}
      </p>
      <p className="flex items-start gap-1.5 text-invalid">
        <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
        <span>
          Character {fault.at + 1}: {fault.message}; {fault.fix}.
        </span>
      </p>
    </div>
  );
}
