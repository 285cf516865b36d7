import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EventPage } from '@/components/events/event-page';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { decodeParam } from '@/lib/route-param';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Event' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return (
    <Suspense fallback={<TableSkeleton label="Reading the event" />}>
      <EventPage id={decodeParam(id)} />
    </Suspense>
  );
}
