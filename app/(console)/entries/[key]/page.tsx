import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EntryPage } from '@/components/entries/entry-page';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { decodeParam } from '@/lib/route-param';
import { showText } from '@/lib/show-text';
import { requireSession } from '@/server/http/page-session';

interface Props {
  params: Promise<{ key: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Entry ${showText(decodeParam((await params).key))}` };
}

export default async function Page({ params }: Props) {
  await requireSession();
  const { key } = await params;
  return (
    <Suspense fallback={<TableSkeleton label="Reading the entry" />}>
      <EntryPage entryKey={decodeParam(key)} />
    </Suspense>
  );
}
