import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EntriesPage } from '@/components/entries/entries-page';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Entries' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading entries" />}>
      <EntriesPage />
    </Suspense>
  );
}
