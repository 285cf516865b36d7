import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { WavesPage } from '@/components/waves/waves-page';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Waves' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading waves" />}>
      <WavesPage />
    </Suspense>
  );
}
