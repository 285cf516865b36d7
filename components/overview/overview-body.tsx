'use client';

import type { RangeId } from '@/components/charts/ranges';
import { rankReasons } from '@/components/charts/series';
import { ErrorState } from '@/components/shared/error-state';
import { states } from '@/components/shared/states';
import { Card } from '@/components/ui/card';
import type { StatsView, WaveView } from '@/lib/contract';
import { describeMissReason } from '@/lib/words';
import { BarListCard } from './bar-list';
import { ChartGrid } from './chart-grid';
import { FamilyTable } from './family-table';
import { RecentWaves } from './recent-waves';
import { Tiles } from './tiles';

const shownKeys = 8;

export function OverviewBody({
  range,
  stats,
  readAt,
  waves,
  wavesError,
}: {
  range: RangeId;
  stats: StatsView;
  readAt: number;
  waves: readonly WaveView[];
  wavesError: Error | null;
}) {
  const reasons = rankReasons(stats.missesByReason);
  return (
    <div className="grid gap-4">
      <Tiles stats={stats} waves={waves} readAt={readAt} />
      <ChartGrid range={range} stats={stats} waves={waves} readAt={readAt} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          {wavesError && waves.length === 0 ? (
            <Card>
              <ErrorState what="Waves could not be read" error={wavesError} />
            </Card>
          ) : (
            <RecentWaves waves={waves} />
          )}
          <BarListCard
            title="Misses by reason"
            bars={reasons.map(([code, value]) => ({ name: describeMissReason(code), value }))}
            color={states.missing.color}
            empty="No miss in this range."
          />
        </div>
        <div className="grid min-w-0 gap-4">
          <FamilyTable families={stats.families} />
          <BarListCard
            title="Busiest keys"
            note="estimated reads, sampled"
            bars={stats.hotKeys
              .slice(0, shownKeys)
              .map(({ key, reads }) => ({ name: key, value: Math.round(reads) }))}
            color={states.fresh.color}
            stored
            empty="No key was read in this range."
          />
        </div>
      </div>
    </div>
  );
}
