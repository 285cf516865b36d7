'use client';

import { useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { NewRowsButton } from '@/components/shared/new-rows-button';
import { PageHeader } from '@/components/shared/page-header';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useNewRows } from '@/components/shared/use-new-rows';
import { Card } from '@/components/ui/card';
import type { WaveView } from '@/lib/contract';
import { NoWaves } from './no-waves';
import { isFiltered, useWaveFilters } from './use-wave-filters';
import { waveColumns } from './wave-columns';
import { WaveFilterBar } from './wave-filter-bar';
import { WaveListFooter } from './wave-list-footer';
import { useWaves } from './use-waves';

const idOf = (wave: WaveView) => wave.id;

/** Every invalidation with its cause and size, newest first. */
export function WavesPage() {
  const [filters, setFilters] = useWaveFilters();
  const filtered = isFiltered(filters);
  const waves = useWaves(filters);
  const rows = useMemo(() => waves.data?.pages.flatMap((page) => page.waves) ?? [], [waves.data]);
  const { shown, newCount, showNew } = useNewRows(rows, idOf, JSON.stringify(filters));
  return (
    <>
      <PageHeader
        title="Waves"
        description="One wave is one cause and everything it invalidated, level by level."
        actions={<NewRowsButton count={newCount} onShow={showNew} />}
      />
      <WaveFilterBar filters={filters} onChange={setFilters} />
      {waves.isError && rows.length > 0 && (
        <StaleDataNote
          what="Waves could not be refreshed"
          error={waves.error}
          onRetry={() => void waves.refetch()}
          dataAt={waves.dataUpdatedAt}
        />
      )}
      <Card aria-label="Waves">
        {waves.isPending && <TableSkeleton label="Reading waves" />}
        {waves.isError && rows.length === 0 && (
          <ErrorState
            what="Waves could not be read"
            error={waves.error}
            onRetry={() => void waves.refetch()}
          />
        )}
        {waves.isSuccess && rows.length === 0 && <NoWaves filtered={filtered} />}
        {shown.length > 0 && (
          <DataTable label="Waves" columns={waveColumns} rows={shown} rowKey={idOf} />
        )}
        {waves.isSuccess && (filtered || shown.length > 0) && (
          <WaveListFooter
            shown={shown.length}
            searched={waves.data.pages.reduce((sum, page) => sum + page.searched, 0)}
            filtered={filtered}
            hasMore={waves.hasNextPage}
            isReading={waves.isFetchingNextPage}
            onMore={() => void waves.fetchNextPage()}
          />
        )}
      </Card>
    </>
  );
}
