import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AuditPage } from '@/components/audit/audit-page';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Audit' };

export default async function Page() {
  await requireSession();
  return (
    <Suspense fallback={<TableSkeleton label="Reading the audit trail" />}>
      <AuditPage />
    </Suspense>
  );
}
