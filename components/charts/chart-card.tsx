'use client';

import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import { type ReactNode, useId } from 'react';
import type { Column } from '@/components/shared/data-table';
import { TableTwin } from '@/components/shared/table-twin';
import { Card, CardHeader } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { formatInstant } from '@/lib/format';
import type { ChartPoint } from './series';
import type { ChartSeries } from './time-chart';

interface Props {
  /** Short name for the address: which charts are shown as tables is part of the view. */
  id: string;
  title: string;
  note?: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
  children: ReactNode;
}

function columnsOf(series: readonly ChartSeries[], format: Props['format']): Column<ChartPoint>[] {
  return [
    { id: 'at', header: 'Time', primary: true, cell: (point) => formatInstant(point.at) },
    ...series.map(
      (entry): Column<ChartPoint> => ({
        id: entry.key,
        header: entry.name,
        align: 'right',
        cell: (point) => {
          const value = point.values[entry.key] ?? null;
          return <span className="tabular">{value === null ? '–' : format(value)}</span>;
        },
      }),
    ),
  ];
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-muted">
      {series.map((entry) => (
        <li key={entry.key} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={entry.kind === 'line' ? 'h-0.5 w-3 rounded-full' : 'size-2.5 rounded-[3px]'}
            style={{ background: entry.color }}
          />
          {entry.name}
        </li>
      ))}
    </ul>
  );
}

/** A chart with its name, legend and table twin. */
export function ChartCard({ id, title, note, points, series, format, children }: Props) {
  const headingId = useId();
  const [tables, setTables] = useQueryState(
    'tables',
    parseAsArrayOf(parseAsString).withDefault([]),
  );
  const asTable = tables.includes(id);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={title}
        note={note}
        actions={
          <>
            <Legend series={series} />
            <Segmented
              label={`${title}: show as`}
              value={asTable ? 'table' : 'chart'}
              options={[
                { value: 'chart', label: 'Chart' },
                { value: 'table', label: 'Table' },
              ]}
              onChange={(view) => {
                const others = tables.filter((other) => other !== id);
                void setTables(view === 'table' ? [...others, id] : others);
              }}
            />
          </>
        }
      />
      {asTable ? (
        <TableTwin
          label={title}
          columns={columnsOf(series, format)}
          rows={[...points].reverse()}
          rowKey={(point) => String(point.at)}
        />
      ) : (
        <div className="px-2 pt-1 pb-3">{children}</div>
      )}
    </Card>
  );
}
