import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PreviewPage } from '@/components/preview/preview-page';
import { PreviewSkeleton } from '@/components/preview/preview-skeleton';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Preview' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<PreviewSkeleton />}>
      <PreviewPage />
    </Suspense>
  );
}
