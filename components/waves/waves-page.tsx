'use client';

import { Activity } from 'lucide-react';
import { useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { NewRowsButton } from '@/components/shared/new-rows-button';
import { PageHeader } from '@/components/shared/page-header';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useNewRows } from '@/components/shared/use-new-rows';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { WaveView } from '@/lib/contract';
import { formatPlural } from '@/lib/format';
import { waveColumns } from './wave-columns';
import { useWaves } from './use-waves';

const idOf = (wave: WaveView) => wave.id;

/** Every invalidation with its cause and size, newest first. */
export function WavesPage() {
  const waves = useWaves();
  const rows = useMemo(() => waves.data?.pages.flatMap((page) => page.waves) ?? [], [waves.data]);
  const { shown, newCount, showNew } = useNewRows(rows, idOf);
  return (
    <>
      <PageHeader
        title="Waves"
        description="One wave is one cause and everything it invalidated, level by level."
        actions={<NewRowsButton count={newCount} onShow={showNew} />}
      />
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
        {waves.isSuccess && rows.length === 0 && (
          <EmptyState icon={Activity} title="No wave yet">
            A wave starts when a change event, a service or a purge invalidates something. Purge a
            tag to see one.
          </EmptyState>
        )}
        {shown.length > 0 && (
          <>
            <DataTable label="Waves" columns={waveColumns} rows={shown} rowKey={idOf} />
            <div className="flex items-center gap-3 px-4 py-2.5 text-xs text-ink-muted">
              <span role="status" className="tabular">
                {formatPlural(shown.length, 'wave', 'waves')} shown
                {waves.hasNextPage
                  ? ', older ones are in the journal.'
                  : ', that is all the journal holds.'}
              </span>
              {waves.hasNextPage && (
                <Button
                  size="sm"
                  disabled={waves.isFetchingNextPage}
                  onClick={() => void waves.fetchNextPage()}
                >
                  {waves.isFetchingNextPage ? 'Reading…' : 'Show older'}
                </Button>
              )}
            </div>
          </>
        )}
      </Card>
    </>
  );
}
