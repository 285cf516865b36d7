import { formatInstant } from '@/lib/format';
import type { ChartPoint } from './series';
import type { ChartSeries } from './time-chart';

interface Props {
  series: readonly ChartSeries[];
  format: (value: number) => string;
  /** Given by the chart. */
  active?: boolean;
  payload?: readonly { payload?: ChartPoint }[];
}

/** What a chart says at one instant. */
export function ChartTooltip({ series, format, active, payload }: Props) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-2.5 py-2 text-xs shadow-pop">
      <p className="mb-1 text-ink-muted">{formatInstant(point.at)}</p>
      {series.map((entry) => {
        const value = point.values[entry.key] ?? null;
        return (
          <p key={entry.key} className="flex items-center gap-2">
            <span
              aria-hidden
              className="size-2 rounded-[2px]"
              style={{ background: entry.color }}
            />
            <span className="flex-1 pr-4">{entry.name}</span>
            <span className="tabular font-medium">{value === null ? '–' : format(value)}</span>
          </p>
        );
      })}
    </div>
  );
}
