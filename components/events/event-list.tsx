'use client';

import { type ReactNode, useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { NewRowsButton } from '@/components/shared/new-rows-button';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useNewRows } from '@/components/shared/use-new-rows';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { EventRowView } from '@/lib/contract';
import { eventColumns } from './event-columns';
import { type EventFilters, useEvents } from './use-events';

const idOf = (row: EventRowView) => row.id;

/** Events that fit the filters, newest first; new ones wait behind a button. */
export function EventList({
  label,
  filters,
  toolbar,
  empty,
}: {
  label: string;
  filters: EventFilters;
  toolbar?: ReactNode;
  empty: ReactNode;
}) {
  const log = useEvents(filters);
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.events) ?? [], [log.data]);
  const { shown, newCount, showNew } = useNewRows(rows, idOf, JSON.stringify(filters));
  const total = log.data?.pages[0]?.total ?? 0;
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-2">
        {toolbar}
        <span className="ml-auto">
          <NewRowsButton count={newCount} onShow={showNew} />
        </span>
      </div>
      {log.isError && rows.length > 0 && (
        <StaleDataNote
          what="The log could not be refreshed"
          error={log.error}
          onRetry={() => void log.refetch()}
          dataAt={log.dataUpdatedAt}
        />
      )}
      <Card aria-label={label}>
        {log.isPending && <TableSkeleton label="Reading the log of events" />}
        {log.isError && rows.length === 0 && (
          <ErrorState
            what="The log of events could not be read"
            error={log.error}
            onRetry={() => void log.refetch()}
            stillWorks="While the database is away, no event is taken in: sources send it again."
          />
        )}
        {log.isSuccess && rows.length === 0 && empty}
        {shown.length > 0 && (
          <>
            <DataTable label={label} columns={eventColumns} rows={shown} rowKey={idOf} />
            <div className="flex min-h-11 flex-wrap items-center gap-3 px-4 py-2">
              <HugeNote
                shown={shown.length}
                total={Math.max(total, shown.length)}
                what="events"
                one="event"
              />
              {log.hasNextPage && (
                <Button
                  size="sm"
                  disabled={log.isFetchingNextPage}
                  onClick={() => void log.fetchNextPage()}
                >
                  {log.isFetchingNextPage ? 'Reading…' : 'Show older'}
                </Button>
              )}
            </div>
          </>
        )}
      </Card>
    </>
  );
}
