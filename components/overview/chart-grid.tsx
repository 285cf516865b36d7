'use client';

import { ChartCard } from '@/components/charts/chart-card';
import { type RangeId, ranges } from '@/components/charts/ranges';
import { meanLoad, perSecond, perStep } from '@/components/charts/series';
import { type ChartSeries, plotInset, TimeChart } from '@/components/charts/time-chart';
import { useWidth } from '@/components/charts/use-width';
import { markWaves } from '@/components/charts/wave-marks';
import { WaveStrip } from '@/components/charts/wave-strip';
import { states } from '@/components/shared/states';
import type { StatsView, WaveView } from '@/lib/contract';
import { formatCompact, formatDuration, formatRate } from '@/lib/format';

const lookupSeries: readonly ChartSeries[] = [
  { key: 'hits', name: 'Hits', color: states.fresh.color, kind: 'area' },
  { key: 'staleServes', name: 'Stale serves', color: states.stale.color, kind: 'area' },
  { key: 'misses', name: 'Misses', color: states.missing.color, kind: 'area' },
];
const changeSeries: readonly ChartSeries[] = [
  { key: 'invalidations', name: 'Invalidated', color: states.invalid.color, kind: 'bar' },
  { key: 'warmings', name: 'Warmed', color: states.loading.color, kind: 'bar' },
];
const loadSeries: readonly ChartSeries[] = [
  { key: 'meanLoadMs', name: 'Mean load time', color: states.loading.color, kind: 'line' },
];

interface Props {
  range: RangeId;
  stats: StatsView;
  waves: readonly WaveView[];
  readAt: number;
}

/** Lookups with the waves on their time axis; below them what waves removed and warming brought back, and load time. */
export function ChartGrid({ range, stats, waves, readAt }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { windowMs, stepMs, series } = stats;
  const { barSteps, tickMs } = ranges[range];
  const lookups = perSecond(series, ['hits', 'staleServes', 'misses'], stepMs, readAt);
  const changes = perStep(series, ['invalidations', 'warmings'], barSteps);
  const loads = meanLoad(series);
  const marks = markWaves(waves, {
    startAt: lookups[0]?.at ?? readAt - windowMs,
    endAt: lookups.at(-1)?.at ?? readAt,
    widthPx: width - plotInset.left - plotInset.right,
  });
  const barMs = barSteps * stepMs;
  const per = `per ${formatDuration(barMs)}`;
  const axis = { windowMs, tickMs };
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="min-w-0 lg:col-span-2">
        <ChartCard
          id="lookups"
          title="Lookups per second"
          points={lookups}
          series={lookupSeries}
          format={formatRate}
        >
          <div ref={ref}>
            <TimeChart
              title="Hits, stale serves and misses per second over time"
              points={lookups}
              series={lookupSeries}
              {...axis}
              format={formatRate}
              heightPx={240}
            />
            <WaveStrip marks={marks} />
          </div>
        </ChartCard>
      </div>
      <ChartCard
        id="changes"
        title="Invalidated and warmed"
        note={per}
        points={changes}
        series={changeSeries}
        format={formatCompact}
      >
        <TimeChart
          title={`Entries invalidated and warmed ${per} over time`}
          points={changes}
          series={changeSeries}
          barMs={barMs}
          whole
          {...axis}
        />
      </ChartCard>
      <ChartCard
        id="loads"
        title="Load latency"
        note="mean of the loads in each step"
        points={loads}
        series={loadSeries}
        format={formatDuration}
      >
        <TimeChart
          title="Mean run time of loads over time"
          points={loads}
          series={loadSeries}
          {...axis}
          format={formatDuration}
        />
      </ChartCard>
    </div>
  );
}
