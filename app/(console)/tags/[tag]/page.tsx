import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { TagPage } from '@/components/tags/tag-page';
import { decodeParam } from '@/lib/route-param';
import { showText } from '@/lib/show-text';
import { requireSession } from '@/server/http/page-session';

interface Props {
  params: Promise<{ tag: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Tag ${showText(decodeParam((await params).tag))}` };
}

export default async function Page({ params }: Props) {
  await requireSession();
  const { tag } = await params;
  return (
    <Suspense fallback={<TableSkeleton label="Reading the tag" />}>
      <TagPage tag={decodeParam(tag)} />
    </Suspense>
  );
}
