import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Overview } from '@/components/overview/overview';
import { OverviewSkeleton } from '@/components/overview/overview-skeleton';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  await requireSession();
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Overview />
    </Suspense>
  );
}
