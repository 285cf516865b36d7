import type { ReactNode } from 'react';
import { GuardList } from '@/components/shared/guard-list';
import { Card } from '@/components/ui/card';
import type { WaveView } from '@/lib/contract';
import { formatCount, formatDuration, formatInstant } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { causeKinds, modeWords } from '@/lib/words';

function factsOf(wave: WaveView): [string, ReactNode][] {
  const { cause } = wave;
  const facts: [string, ReactNode][] = [
    ['Started', formatInstant(wave.startedAt)],
    ['Took', formatDuration(wave.durationMs)],
    ['Cause', causeKinds[cause.kind]],
  ];
  if (cause.actor) facts.push(['By', showText(cause.actor)]);
  if (cause.reason) facts.push(['Reason', showText(cause.reason)]);
  if (cause.event?.eventId) facts.push(['Event id', showText(cause.event.eventId)]);
  if (cause.event?.version !== undefined)
    facts.push(['Event version', String(cause.event.version)]);
  facts.push(
    ['Mode', modeWords[wave.mode]],
    ['Targets', <GuardList key="roots" guards={wave.roots} limit={12} />],
    ['Handed to warming', formatCount(wave.warmQueued)],
    ['Sequence', String(wave.sequence)],
    [
      'Wave',
      <span key="id" className="font-mono text-xs break-all">
        {wave.id}
      </span>,
    ],
  );
  return facts;
}

/** Everything the journal says about a wave, apart from its entries. */
export function WaveFacts({ wave }: { wave: WaveView }) {
  return (
    <Card aria-label="Facts">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 p-4 text-[13px]">
        {factsOf(wave).map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-ink-muted">{term}</dt>
            <dd className="tabular min-w-0 break-words">{fact}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
