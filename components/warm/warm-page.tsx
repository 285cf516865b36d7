'use client';

import { Flame } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useHeld } from '@/components/shared/use-held';
import { Card, CardHeader } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { type WarmJobView, warmStates } from '@/lib/contract';
import { jobColumns } from './job-columns';
import { LoadersCard, RegisteredCard } from './loaders-card';
import { QueueCard } from './queue-card';
import { useWarming, useWarms } from './use-warming';

const filters = [
  { value: 'all', label: 'All' },
  { value: 'active', label: 'Running' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'delayed', label: 'Retries' },
  { value: 'failed', label: 'Failed' },
  { value: 'completed', label: 'Done' },
] as const;
const idOf = (job: WarmJobView) => job.id;

/** Warming: what waits, runs and failed; its switches; what can be loaded at all. */
export function WarmPage() {
  const warming = useWarming();
  return (
    <>
      <PageHeader
        title="Warm"
        description="Loading ahead of need: after waves, and when somebody asks. Warm a tag, a key or a selection from its own page."
      />
      {warming.isError && warming.data && (
        <StaleDataNote
          what="The queue could not be refreshed"
          error={warming.error}
          onRetry={() => void warming.refetch()}
          dataAt={warming.dataUpdatedAt}
        />
      )}
      <div className="grid gap-4">
        {warming.isPending && (
          <Card aria-label="Queue">
            <TableSkeleton label="Reading the queue" />
          </Card>
        )}
        {warming.isError && !warming.data && (
          <Card aria-label="Queue">
            <ErrorState
              what="The queue could not be read"
              error={warming.error}
              onRetry={() => void warming.refetch()}
            />
          </Card>
        )}
        {warming.data && (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <QueueCard warming={warming.data} />
            <LoadersCard loaders={warming.data.loaders} />
          </div>
        )}
        <Jobs />
        {warming.data && <RegisteredCard warming={warming.data} />}
      </div>
    </>
  );
}

function Jobs() {
  const [state, setState] = useQueryState(
    'state',
    parseAsStringLiteral(['all', ...warmStates] as const).withDefault('all'),
  );
  const warms = useWarms();
  const held = useHeld(warms.data, state);
  const jobs = held.shown?.jobs.filter((job) => state === 'all' || job.state === state) ?? [];
  return (
    <Card aria-label="Jobs" {...held.holdProps}>
      <CardHeader
        title="Jobs"
        note="the newest 50 of each state"
        actions={
          <Segmented
            label="State"
            value={state}
            options={filters}
            onChange={(next) => void setState(next)}
          />
        }
      />
      {warms.isPending && <TableSkeleton label="Reading jobs" />}
      {warms.isError && !warms.data && (
        <ErrorState
          what="Jobs could not be read"
          error={warms.error}
          onRetry={() => void warms.refetch()}
        />
      )}
      {warms.data && jobs.length === 0 && (
        <EmptyState icon={Flame} title="No job here">
          Finished jobs are kept for an hour, failed ones for a week.
        </EmptyState>
      )}
      {jobs.length > 0 && (
        <DataTable
          label="Jobs"
          columns={jobColumns}
          rows={jobs}
          rowKey={idOf}
          {...(jobs.length > 12 ? { virtualHeight: '480px' } : {})}
        />
      )}
    </Card>
  );
}
