'use client';

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatAxisTime, formatCompact } from '@/lib/format';
import { timeTicks, valueTicks } from './axis';
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
export const plotInset = { left: 52, right: 12 } as const;

interface Props {
  /** Says what the picture shows, for screen readers; the numbers are in the table twin. */
  title: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  windowMs: number;
  /** Distance of the ticks on the time axis. */
  tickMs: number;
  /** How wide one bar may be, as time; only for bars. */
  barMs?: number;
  /** The values are counts: no ticks between whole numbers. */
  whole?: boolean;
  format?: (value: number) => string;
  heightPx?: number;
}

/** The highest place of the drawing: stacked areas add up. */
function mostOf(points: readonly ChartPoint[], series: readonly ChartSeries[]): number {
  const stacked = series.some((entry) => entry.kind === 'area');
  return points.reduce((most, point) => {
    const values = series.map((entry) => point.values[entry.key] ?? 0);
    const here = stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
    return Math.max(most, here);
  }, 0);
}

function drawSeries(series: ChartSeries) {
  const key = series.key;
  const rest = {
    name: series.name,
    dataKey: (point: ChartPoint) => point.values[key],
    isAnimationActive: false,
  } as const;
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
      return <Bar key={key} {...rest} fill={series.color} radius={[2, 2, 0, 0]} maxBarSize={10} />;
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

/** Series over time on one value axis. Only draws: the points are made in series.ts, the ticks in axis.ts. */
export function TimeChart({
  title,
  points,
  series,
  windowMs,
  tickMs,
  barMs = 0,
  whole = false,
  format = formatCompact,
  heightPx = 220,
}: Props) {
  const tick = { fill: 'var(--ink-muted)', fontSize: 11 };
  const startAt = points[0]?.at ?? 0;
  const endAt = (points.at(-1)?.at ?? 0) + barMs;
  const values = valueTicks(mostOf(points, series), whole);
  return (
    <ResponsiveContainer width="100%" height={heightPx}>
      <ComposedChart
        data={[...points]}
        title={title}
        syncId="overview"
        syncMethod="value"
        barGap={1}
        margin={{ top: 10, right: plotInset.right, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[startAt, endAt]}
          ticks={timeTicks(startAt, endAt, tickMs)}
          tickFormatter={(at: number) => formatAxisTime(at, windowMs)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={24}
          height={24}
        />
        <YAxis
          width={plotInset.left}
          domain={[0, values.at(-1) ?? 1]}
          ticks={values}
          // A space would break the label over two lines.
          tickFormatter={(value: number) => format(value).replaceAll(' ', '\u00a0')}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
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
