import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { TagsPage } from '@/components/tags/tags-page';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Tags' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading tags" />}>
      <TagsPage />
    </Suspense>
  );
}
