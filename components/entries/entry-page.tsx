'use client';

import { Eye, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import { PageHeader } from '@/components/shared/page-header';
import { StateBadge } from '@/components/shared/state-badge';
import { StoredText } from '@/components/shared/stored-text';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { previewHref } from '@/lib/guard';
import { EntryFacts } from './entry-facts';
import { EntryPicture } from './entry-picture';
import { ExplainCard } from './explain-card';
import { DownstreamCard, UpstreamCard } from './neighbours';
import { TimelineCard } from './timeline-card';
import { useEntry, useExplanation } from './use-entry';
import { ValueCard } from './value-card';

/** One key, cached or not: why it is so, what it hangs on, what hangs on it, its value. */
export function EntryPage({ entryKey }: { entryKey: string }) {
  const explanation = useExplanation(entryKey);
  const told = explanation.data;
  const isCached = told !== undefined && told.loadedAt !== null;
  const read = useEntry(entryKey, isCached);
  const entry = isCached ? (read.data ?? null) : null;
  const guard = `key:${entryKey}`;
  const preview = previewHref([guard]);
  const targets = { keys: [entryKey] };
  return (
    <>
      <PageHeader
        above={
          <Link href="/entries" className="rounded-sm hover:underline">
            Entries
          </Link>
        }
        title={
          <span className="flex flex-wrap items-center gap-3">
            <StoredText text={entryKey} wrap className="text-lg" />
            {told?.state && <StateBadge state={told.state} />}
          </span>
        }
        actions={
          <>
            <Button asChild>
              <Link href={`/graph?focus=${encodeURIComponent(guard)}`}>
                <Waypoints aria-hidden /> Graph
              </Link>
            </Button>
            {preview !== null && (
              <Button asChild>
                <Link href={preview}>
                  <Eye aria-hidden /> Preview
                </Link>
              </Button>
            )}
            <WarmButton targets={targets} />
            <PurgeButton targets={targets} />
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <ExplainCard explanation={explanation} />
          <ValueCard key={entryKey} entryKey={entryKey} sizeBytes={entry?.sizeBytes ?? null} />
        </div>
        {explanation.isPending || (isCached && read.isPending) ? (
          <Card aria-label="Facts">
            <TableSkeleton label="Reading the entry" />
          </Card>
        ) : (
          <EntryFacts entry={entry} told={told} />
        )}
      </div>
      {told && (
        <div className="mt-4 grid gap-4">
          <EntryPicture told={told} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <UpstreamCard told={told} />
            <DownstreamCard told={told} />
          </div>
          <TimelineCard told={told} />
        </div>
      )}
    </>
  );
}
