import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SettingsPage } from '@/components/settings/settings-page';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Settings' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Loading settings" />}>
      <SettingsPage />
    </Suspense>
  );
}
