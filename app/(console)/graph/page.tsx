import type { Metadata } from 'next';
import { Suspense } from 'react';
import { GraphScreen } from '@/components/graph/graph-screen';
import { PageHeader } from '@/components/shared/page-header';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Graph' };

export default async function GraphPage() {
  await requireSession();
  return (
    <>
      <PageHeader
        title="Graph"
        description="What depends on what, and how a change spreads: from tags and entries on the left to their dependents on the right."
      />
      {/* The view is read from the address, which is known only in the browser. */}
      <Suspense>
        <GraphScreen />
      </Suspense>
    </>
  );
}
