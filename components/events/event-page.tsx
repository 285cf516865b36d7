'use client';

import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { GatedButton } from '@/components/purge/gated-button';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { RawText } from '@/components/shared/raw-text';
import { useWhyNotOperate } from '@/components/shared/session';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Card, CardHeader } from '@/components/ui/card';
import type { EventDetailView } from '@/lib/contract';
import { EventFacts } from './event-facts';
import { EventStateBadge } from './event-state';
import { describeEvent, describeResult } from './event-words';
import { ReplayDialog } from './replay-dialog';
import { useEvent } from './use-events';

const above = (
  <Link href="/events?tab=log" className="rounded-sm hover:underline">
    Events
  </Link>
);

/** One event: what became of it and why, its body as it was received, and its replay. */
export function EventPage({ id }: { id: string }) {
  const event = useEvent(id);
  if (event.data)
    return (
      <>
        {event.isError && (
          <StaleDataNote
            what="The event could not be refreshed"
            error={event.error}
            onRetry={() => void event.refetch()}
            dataAt={event.dataUpdatedAt}
          />
        )}
        <EventDetail event={event.data} />
      </>
    );
  return (
    <>
      <PageHeader above={above} title="Event" />
      <Card>
        {event.isError ? (
          <ErrorState
            what="This event could not be read"
            error={event.error}
            onRetry={() => void event.refetch()}
            stillWorks="The log keeps events for a limited time."
          />
        ) : (
          <TableSkeleton label="Reading the event" />
        )}
      </Card>
    </>
  );
}

function EventDetail({ event }: { event: EventDetailView }) {
  return (
    <>
      <PageHeader
        above={above}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <bdi>{describeEvent(event)}</bdi>
            <EventStateBadge state={event.state} />
          </span>
        }
        description={describeResult(event)}
        actions={<ReplayButton event={event} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <EventFacts event={event} />
        <Card aria-label="Body">
          <CardHeader title={event.via === 'direct' ? 'The event' : 'Body as it was received'} />
          <div className="p-4">
            <RawText label="Body as it was received" text={event.body} />
          </div>
        </Card>
      </div>
    </>
  );
}

function ReplayButton({ event }: { event: EventDetailView }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const noRole = useWhyNotOperate();
  const states = { applied: null, dead: null, received: 'It is being applied already.' } as const;
  const whyNot =
    noRole ?? (event.state === 'rejected' ? 'It holds no event.' : states[event.state]);
  return (
    <>
      <GatedButton whyNot={whyNot} onClick={() => setOpen(true)}>
        <RotateCcw aria-hidden /> Replay
      </GatedButton>
      {open && (
        <ReplayDialog
          title={`Replay ${describeEvent(event)}`}
          inputOf={() => ({ ids: [event.id] })}
          onClose={() => setOpen(false)}
          onDone={([id]) => id && router.push(`/events/${encodeURIComponent(id)}`)}
        />
      )}
    </>
  );
}
