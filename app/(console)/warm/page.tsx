import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { WarmPage } from '@/components/warm/warm-page';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Warm' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading the queue" />}>
      <WarmPage />
    </Suspense>
  );
}
