'use client';

import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { entryHref } from '@/lib/guard';
import { showText } from '@/lib/show-text';
import { EntryFilters } from './entry-filters';
import { type EntryView, hasFilter, type SetEntryView, useEntryView } from './entry-query';
import { EntryTable } from './entry-table';
import { GroupTable } from './group-table';
import { useEntries, useEntryGroups } from './use-entries';

/** Every cached entry: found, sorted and grouped on the server. */
export function EntriesPage() {
  const [view, setView] = useEntryView();
  return (
    <>
      <PageHeader
        title="Entries"
        description="What is cached now. Open one to see why it is as it is, and who depends on it."
      />
      <EntryFilters view={view} setView={setView} />
      {view.group === null ? (
        <EntryList view={view} setView={setView} />
      ) : (
        <Groups view={view} by={view.group} setView={setView} />
      )}
    </>
  );
}

function EntryList({ view, setView }: { view: EntryView; setView: SetEntryView }) {
  const entries = useEntries(view);
  const total = entries.data?.pages.at(-1)?.total;
  return (
    <>
      {entries.isError && entries.data && (
        <StaleDataNote
          what="Entries could not be refreshed"
          error={entries.error}
          onRetry={() => void entries.refetch()}
          dataAt={entries.dataUpdatedAt}
        />
      )}
      <Card aria-label="Entries">
        {entries.isPending && <TableSkeleton label="Reading entries" />}
        {entries.isError && !entries.data && (
          <ErrorState
            what="Entries could not be read"
            error={entries.error}
            onRetry={() => void entries.refetch()}
          />
        )}
        {total === 0 && <NoEntries view={view} setView={setView} />}
        {total !== undefined && total > 0 && (
          <EntryTable view={view} setView={setView} entries={entries} />
        )}
      </Card>
    </>
  );
}

function Groups({
  view,
  by,
  setView,
}: {
  view: EntryView;
  by: 'type' | 'tag';
  setView: SetEntryView;
}) {
  const groups = useEntryGroups(view, by);
  const open = useCallback(
    (name: string) => void setView({ group: null, [by]: name }),
    [by, setView],
  );
  return (
    <Card aria-label={by === 'type' ? 'Entries by type' : 'Entries by tag'}>
      {groups.isPending && <TableSkeleton label="Reading entries" />}
      {groups.isError && !groups.data && (
        <ErrorState
          what="Entries could not be grouped"
          error={groups.error}
          onRetry={() => void groups.refetch()}
        />
      )}
      {groups.data?.total === 0 && <NoEntries view={view} setView={setView} />}
      {groups.data && groups.data.total > 0 && (
        <GroupTable by={by} data={groups.data} onOpen={open} />
      )}
    </Card>
  );
}

function NoEntries({ view, setView }: { view: EntryView; setView: SetEntryView }) {
  if (!hasFilter(view))
    return (
      <EmptyState icon={Boxes} title="Nothing is cached">
        Entries appear when a service reads through the cache. The first look-up of each key loads
        it.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Boxes}
      title="No entry matches"
      action={
        <Button
          onClick={() =>
            void setView({ q: null, prefix: null, type: null, tag: null, state: null })
          }
        >
          Clear the conditions
        </Button>
      }
    >
      An entry that a wave removed comes back with its next read.
      {view.q !== '' && (
        <>
          {' '}
          <Link className="underline underline-offset-2" href={entryHref(view.q)}>
            Why is {showText(view.q)} not cached?
          </Link>
        </>
      )}
    </EmptyState>
  );
}
