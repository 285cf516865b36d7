'use client';

import { ChartCard } from '@/components/charts/chart-card';
import { type RangeId, ranges } from '@/components/charts/ranges';
import { perSecond, perStep, quantiles } from '@/components/charts/series';
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
  { key: 'p50Ms', name: 'p50', color: states.fresh.color, kind: 'line' },
  { key: 'p95Ms', name: 'p95', color: states.stale.color, kind: 'line' },
  { key: 'p99Ms', name: 'p99', color: states.invalid.color, kind: 'line' },
];
const freshSeries = loadSeries.slice(0, 2);

interface Props {
  range: RangeId;
  stats: StatsView;
  waves: readonly WaveView[];
  readAt: number;
}

/** Lookups with the waves on their time axis; below them what waves removed and warming brought back, load time, and how long changes took to be fresh. */
export function ChartGrid({ range, stats, waves, readAt }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { windowMs, stepMs, series } = stats;
  const { barSteps, tickMs } = ranges[range];
  const lookups = perSecond(series, ['hits', 'staleServes', 'misses'], stepMs, readAt);
  const changes = perStep(series, ['invalidations', 'warmings'], barSteps);
  const loads = quantiles(series, 'loadTime');
  const fresh = quantiles(series, 'freshTime');
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
        note="of the loads in each step"
        points={loads}
        series={loadSeries}
        format={formatDuration}
      >
        <TimeChart
          title="Run time of loads over time: median, 95th and 99th percentile"
          points={loads}
          series={loadSeries}
          {...axis}
          format={formatDuration}
        />
      </ChartCard>
      <div className="min-w-0 lg:col-span-2">
        <ChartCard
          id="fresh"
          title="From change to fresh"
          note="until what a wave took away was stored anew"
          points={fresh}
          series={freshSeries}
          format={formatDuration}
        >
          <TimeChart
            title="Time from a change until it was fresh again: median and 95th percentile"
            points={fresh}
            series={freshSeries}
            {...axis}
            format={formatDuration}
          />
        </ChartCard>
      </div>
    </div>
  );
}
