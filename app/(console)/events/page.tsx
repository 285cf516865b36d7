import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EventsPage } from '@/components/events/events-page';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Events' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading the events" />}>
      <EventsPage />
    </Suspense>
  );
}
