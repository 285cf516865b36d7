'use client';

import { Waypoints } from 'lucide-react';
import Link from 'next/link';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import { PageHeader } from '@/components/shared/page-header';
import { StoredText } from '@/components/shared/stored-text';
import { Button } from '@/components/ui/button';
import { MemberTable } from './member-table';
import { TagImpact } from './tag-impact';

/** One tag: what purging it would do, and every entry under it. */
export function TagPage({ tag }: { tag: string }) {
  const targets = { tags: [tag] };
  return (
    <>
      <PageHeader
        above={
          <Link href="/tags" className="rounded-sm hover:underline">
            Tags
          </Link>
        }
        title={<StoredText text={tag} wrap className="text-lg" />}
        actions={
          <>
            <Button asChild>
              <Link href={`/graph?focus=${encodeURIComponent(`tag:${tag}`)}`}>
                <Waypoints aria-hidden /> Graph
              </Link>
            </Button>
            <WarmButton targets={targets} />
            <PurgeButton targets={targets} />
          </>
        }
      />
      <div className="grid gap-4">
        <TagImpact tag={tag} />
        <MemberTable tag={tag} />
      </div>
    </>
  );
}
