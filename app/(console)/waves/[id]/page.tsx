import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { WavePage } from '@/components/waves/wave-page';
import { decodeParam } from '@/lib/route-param';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Wave' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return (
    <Suspense fallback={<TableSkeleton label="Reading the wave" />}>
      <WavePage id={decodeParam(id)} />
    </Suspense>
  );
}
