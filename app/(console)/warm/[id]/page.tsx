import type { Metadata } from 'next';
import { WarmJobPage } from '@/components/warm/warm-job-page';
import { decodeParam } from '@/lib/route-param';
import { requireSession } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Warm job' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  return <WarmJobPage id={decodeParam((await params).id)} />;
}
