import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { PurgePage } from '@/components/purge/purge-page';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Purge' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading the form" />}>
      <PurgePage />
    </Suspense>
  );
}
