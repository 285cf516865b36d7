'use client';

import { useCallback, useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { HugeNote } from '@/components/shared/huge-note';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { useHeld } from '@/components/shared/use-held';
import type { EntryRowView } from '@/lib/contract';
import { formatCount, formatDuration } from '@/lib/format';
import { entryColumns } from './entry-columns';
import { type EntryView, filterOf, type SetEntryView } from './entry-query';
import { SelectionActions } from './selection-actions';
import type { useEntries } from './use-entries';

const keyOf = (row: EntryRowView) => row.key;

/** The rows read so far; further ones are read as one scrolls to them. Still while the pointer is over them. */
export function EntryTable({
  view,
  setView,
  entries,
}: {
  view: EntryView;
  setView: SetEntryView;
  entries: ReturnType<typeof useEntries>;
}) {
  const of = JSON.stringify([filterOf(view), view.sort]);
  const held = useHeld(entries.data, of);
  const rows = useMemo(() => held.shown?.pages.flatMap((page) => page.entries) ?? [], [held.shown]);
  const last = held.shown?.pages.at(-1);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = entries;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (last === undefined) return null;
  return (
    <div {...held.holdProps}>
      <DataTable
        label="Entries"
        columns={entryColumns}
        rows={rows}
        rowKey={keyOf}
        sort={parseSort(view.sort)}
        onSort={(sort) => void setView({ sort: sort === null ? null : writeSort(sort) })}
        sortedByServer
        virtualHeight="min(66dvh, 700px)"
        onEndNear={readMore}
      />
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2">
        <HugeNote shown={rows.length} total={last.total} what="entries" one="entry">
          {isFetchingNextPage ? 'Reading more…' : 'Scroll for more.'}
        </HugeNote>
        <p className="tabular text-xs text-ink-muted">
          Index of {formatCount(last.indexed)} entries, {formatDuration(last.snapshotAgeMs)} old
        </p>
        <span className="ml-auto">
          <SelectionActions key={of} view={view} total={last.total} />
        </span>
      </div>
    </div>
  );
}
