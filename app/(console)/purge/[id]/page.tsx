import type { Metadata } from 'next';
import { PurgeJobPage } from '@/components/purge/purge-job-page';
import { decodeParam } from '@/lib/route-param';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Purge job' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  return <PurgeJobPage id={decodeParam((await params).id)} />;
}
