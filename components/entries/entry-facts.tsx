import type { ReactNode } from 'react';
import { Age } from '@/components/shared/age';
import { StateBadge } from '@/components/shared/state-badge';
import { Card } from '@/components/ui/card';
import type { EntryView, ExplanationView } from '@/lib/contract';
import { formatBytes, formatCount, formatDuration } from '@/lib/format';
import { showText } from '@/lib/show-text';

function factsOf(entry: EntryView, told: ExplanationView | undefined): [string, ReactNode][] {
  const { ttlLeftMs, goneInMs, loadCostMs } = entry;
  return [
    ['State', <StateBadge key="state" state={told?.state ?? entry.state} />],
    ['Loaded', told?.loadedAt ? <Age key="age" at={told.loadedAt} /> : '–'],
    ['Fresh for', ttlLeftMs === null ? '–' : ttlLeftMs > 0 ? formatDuration(ttlLeftMs) : 'ended'],
    ['Gone in', goneInMs === null ? '–' : formatDuration(goneInMs)],
    ['Size', formatBytes(entry.sizeBytes)],
    ['Last load took', loadCostMs > 0 ? formatDuration(loadCostMs) : 'not measured'],
    ['A wave', entry.onInvalidate === 'soft' ? 'marks it stale' : 'removes it'],
    ['Hang on it', formatCount(told?.downstream.total ?? 0)],
  ];
}

/** What is stored of the entry, apart from its value. */
export function EntryFacts({
  entry,
  told,
}: {
  entry: EntryView | null;
  told: ExplanationView | undefined;
}) {
  const facts: [string, ReactNode][] =
    entry === null
      ? [
          ['State', <StateBadge key="state" state="missing" />],
          ['Hang on it', formatCount(told?.downstream.total ?? 0)],
        ]
      : factsOf(entry, told);
  if (told?.failure)
    facts.push(['Last failed load', showText(told.failure.error ?? told.failure.outcome)]);
  return (
    <Card aria-label="Facts">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 p-4 text-[13px]">
        {facts.map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-ink-muted">{term}</dt>
            <dd className="tabular min-w-0 break-words">{fact}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
