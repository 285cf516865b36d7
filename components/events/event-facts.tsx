import Link from 'next/link';
import type { ReactNode } from 'react';
import { FactList } from '@/components/shared/fact-list';
import { GuardList } from '@/components/shared/guard-list';
import { Card, CardHeader } from '@/components/ui/card';
import type { EventDetailView } from '@/lib/contract';
import { formatCount, formatDuration, formatInstant } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { viaWords } from './event-words';

const linkStyle = 'font-mono text-xs break-all text-accent-strong underline underline-offset-2';

function EventLink({ id }: { id: string }) {
  return (
    <Link className={linkStyle} href={`/events/${encodeURIComponent(id)}`}>
      {id}
    </Link>
  );
}

function timesOf(event: EventDetailView): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [['Received', formatInstant(event.receivedAt)]];
  if (event.eventAt) facts.push(['Happened', formatInstant(event.eventAt)]);
  if (event.appliedAt) facts.push(['Applied', formatInstant(event.appliedAt)]);
  if (event.lagMs !== null) facts.push(['Lag', formatDuration(event.lagMs)]);
  if (event.nextAttemptAt) facts.push(['Next try', formatInstant(event.nextAttemptAt)]);
  return facts;
}

function rulesOf({ rules, via }: EventDetailView): ReactNode {
  if (via === 'direct') return 'decided by the service';
  if (rules.length === 0) return 'none matched';
  return (
    <span className="flex flex-wrap gap-x-3">
      {rules.map(({ id, name }) => (
        <Link
          key={id}
          className="text-accent-strong underline underline-offset-2"
          href={`/events?tab=rules&rule=${encodeURIComponent(id)}`}
        >
          <bdi>{showText(name)}</bdi>
        </Link>
      ))}
    </span>
  );
}

function factsOf(event: EventDetailView): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [
    ['Source', <bdi key="source">{showText(event.source)}</bdi>],
    ['How', viaWords[event.via]],
    ['By', <bdi key="by">{showText(event.actor)}</bdi>],
    ...timesOf(event),
    ['Tries', formatCount(event.attempts)],
    ['Deliveries', formatCount(event.deliveries)],
  ];
  if (event.event?.eventId) facts.push(['Event id', showText(event.event.eventId)]);
  if (event.event?.version !== undefined) facts.push(['Version', String(event.event.version)]);
  facts.push(['Rules', rulesOf(event)]);
  if (event.targets) {
    const guards = [
      ...event.targets.keys.map((key) => `key:${key}`),
      ...event.targets.tags.map((tag) => `tag:${tag}`),
    ];
    facts.push(['Targets', <GuardList key="targets" guards={guards} limit={12} />]);
  }
  if (event.waveId)
    facts.push([
      'Wave',
      <Link key="wave" className={linkStyle} href={`/waves/${encodeURIComponent(event.waveId)}`}>
        {event.waveId}
      </Link>,
    ]);
  if (event.error) facts.push(['Last error', showText(event.error.message)]);
  if (event.replayOf) facts.push(['Replay of', <EventLink key="of" id={event.replayOf} />]);
  if (event.replays.length > 0)
    facts.push([
      'Replays',
      <span key="replays" className="grid gap-1">
        {event.replays.map((id) => (
          <EventLink key={id} id={id} />
        ))}
      </span>,
    ]);
  if (event.requestId !== '')
    facts.push([
      'Request',
      <span key="request" className="font-mono text-xs break-all">
        {event.requestId}
      </span>,
    ]);
  return facts;
}

/** Where the event came from, what it stood for, and what became of it. */
export function EventFacts({ event }: { event: EventDetailView }) {
  return (
    <Card aria-label="Facts">
      <CardHeader title="Facts" />
      <div className="p-4">
        <FactList facts={factsOf(event)} />
      </div>
    </Card>
  );
}
