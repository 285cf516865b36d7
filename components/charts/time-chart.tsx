'use client';

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatAxisTime, formatCompact } from '@/lib/format';
import { ChartTooltip } from './chart-tooltip';
import type { ChartPoint } from './series';

export interface ChartSeries {
  key: string;
  name: string;
  /** A state's colour from `components/shared/states`. */
  color: string;
  kind: 'area' | 'bar' | 'line';
}

/** Space left of the plot for the value axis, and right of it: what lies below a chart lines up by these. */
export const plotInset = { left: 44, right: 10 } as const;

interface Props {
  /** Says what the picture shows, for screen readers; the numbers are in the table twin. */
  title: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  windowMs: number;
  format?: (value: number) => string;
  heightPx?: number;
  /** Instants to mark with a faint line across the plot. */
  marksAt?: readonly number[];
}

function drawSeries(series: ChartSeries) {
  const shared = {
    key: series.key,
    name: series.name,
    dataKey: (point: ChartPoint) => point.values[series.key],
    isAnimationActive: false,
  } as const;
  const { key, ...rest } = shared;
  switch (series.kind) {
    case 'area':
      return (
        <Area
          key={key}
          {...rest}
          stackId="stack"
          type="linear"
          stroke={series.color}
          strokeWidth={1.5}
          fill={series.color}
          fillOpacity={0.22}
          activeDot={{ r: 3 }}
        />
      );
    case 'bar':
      return <Bar key={key} {...rest} fill={series.color} radius={[2, 2, 0, 0]} maxBarSize={14} />;
    case 'line':
      return (
        <Line
          key={key}
          {...rest}
          type="linear"
          stroke={series.color}
          strokeWidth={1.75}
          dot={{ r: 1.5, fill: series.color, strokeWidth: 0 }}
          activeDot={{ r: 3 }}
        />
      );
  }
}

/** Series over time on one value axis. Only draws: the points are made in series.ts. */
export function TimeChart({
  title,
  points,
  series,
  windowMs,
  format = formatCompact,
  heightPx = 220,
  marksAt = [],
}: Props) {
  const tick = { fill: 'var(--ink-muted)', fontSize: 11 };
  return (
    <ResponsiveContainer width="100%" height={heightPx}>
      <ComposedChart
        data={[...points]}
        title={title}
        syncId="overview"
        syncMethod="value"
        margin={{ top: 10, right: plotInset.right, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={['dataMin', 'dataMax']}
          tickFormatter={(at: number) => formatAxisTime(at, windowMs)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={56}
          height={24}
        />
        <YAxis
          width={plotInset.left}
          tickFormatter={format}
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickCount={4}
        />
        {marksAt.map((at) => (
          <ReferenceLine
            key={at}
            x={at}
            stroke="var(--invalid)"
            strokeOpacity={0.35}
            strokeDasharray="2 3"
          />
        ))}
        <Tooltip
          content={<ChartTooltip series={series} format={format} />}
          cursor={{ stroke: 'var(--line-strong)', fill: 'var(--line)', fillOpacity: 0.4 }}
          isAnimationActive={false}
        />
        {series.map(drawSeries)}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
