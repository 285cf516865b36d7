'use client';

import { RadioTower } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useHeld } from '@/components/shared/use-held';
import { Card } from '@/components/ui/card';
import type { EventSourceView } from '@/lib/contract';
import { sourceColumns } from './source-columns';
import { useSources } from './use-events';

const nameOf = (row: EventSourceView) => row.source;

/** Who sends events, how often and how late, and who has stopped. */
export function SourcesTab() {
  const [sort, setSort] = useQueryState('sort', parseAsString.withDefault('last.desc'));
  const sources = useSources();
  const held = useHeld(sources.data, 'sources');
  const rows = held.shown?.sources ?? [];
  return (
    <>
      {sources.isError && held.shown && (
        <StaleDataNote
          what="Sources could not be refreshed"
          error={sources.error}
          onRetry={() => void sources.refetch()}
          dataAt={sources.dataUpdatedAt}
        />
      )}
      <Card aria-label="Sources" {...held.holdProps}>
        {sources.isPending && <TableSkeleton label="Reading the sources" />}
        {sources.isError && !held.shown && (
          <ErrorState
            what="Sources could not be read"
            error={sources.error}
            onRetry={() => void sources.refetch()}
          />
        )}
        {sources.isSuccess && rows.length === 0 && (
          <EmptyState icon={RadioTower} title="No source has sent an event yet">
            Each token that posts events is a source, and so is each service that tells the engine
            of changes itself.
          </EmptyState>
        )}
        {rows.length > 0 && (
          <>
            <DataTable
              label="Sources"
              columns={sourceColumns}
              rows={rows}
              rowKey={nameOf}
              sort={parseSort(sort)}
              onSort={(next) => void setSort(writeSort(next))}
            />
            <div className="flex min-h-11 items-center px-4 py-2">
              <HugeNote shown={rows.length} total={rows.length} what="sources" one="source" />
            </div>
          </>
        )}
      </Card>
    </>
  );
}
