'use client';

import { ChartNoAxesCombined } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { rangeIds, ranges } from '@/components/charts/ranges';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { useHealth } from '@/components/shared/use-health';
import { useHeld } from '@/components/shared/use-held';
import { useRecentWaves } from '@/components/shared/use-recent-waves';
import { Card } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { OverviewBody } from './overview-body';
import { OverviewSkeleton } from './overview-skeleton';
import { ProblemList } from './problem-list';
import { findProblems } from './problems';
import { useSources } from './use-sources';
import { useStats } from './use-stats';

const noWaves: never[] = [];

/** How the cache does: numbers, charts, last waves, and problems when there are any. */
export function Overview() {
  const [range, setRange] = useQueryState(
    'range',
    parseAsStringLiteral(rangeIds).withDefault('1h'),
  );
  const stats = useStats(range);
  const waves = useRecentWaves();
  const health = useHealth();
  const sources = useSources();
  const held = useHeld(stats.data, range);
  const waveList = waves.data?.waves ?? noWaves;
  const data = held.shown;
  const quiet =
    data && data.stats.hits + data.stats.misses + data.stats.staleServes + data.stats.loads === 0;
  return (
    <>
      <PageHeader
        title="Overview"
        description={`How the cache did over the ${ranges[range].title.toLowerCase()}.`}
        actions={
          <Segmented
            label="Time range"
            value={range}
            options={rangeIds.map((id) => ({ value: id, ...ranges[id] }))}
            onChange={(next) => void setRange(next)}
          />
        }
      />
      <ProblemList
        problems={findProblems({
          health: health.data,
          stats: stats.data?.stats,
          waves: waveList,
          sources: sources.data?.sources,
        })}
      />
      {stats.isError && data && (
        <StaleDataNote
          what="Statistics could not be refreshed"
          error={stats.error}
          onRetry={() => void stats.refetch()}
          dataAt={data.readAt}
        />
      )}
      {stats.isError && !data && (
        <Card>
          <ErrorState
            what="Statistics could not be read"
            error={stats.error}
            onRetry={() => void stats.refetch()}
            stillWorks="Tags, waves and the audit trail are on their own pages."
          />
        </Card>
      )}
      {stats.isPending && <OverviewSkeleton />}
      {data && (
        <div {...held.holdProps}>
          {quiet && (
            <Card className="mb-4">
              <EmptyState icon={ChartNoAxesCombined} title="Nothing was read in this range">
                Numbers appear a second after the first service reads through the cache. Choose a
                longer range, or check that the services use this namespace.
              </EmptyState>
            </Card>
          )}
          <OverviewBody
            range={range}
            stats={data.stats}
            readAt={data.readAt}
            waves={waveList}
            wavesError={waves.error}
          />
        </div>
      )}
    </>
  );
}
