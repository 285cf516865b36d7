'use client';

import { useId } from 'react';
import type { Column } from '@/components/shared/data-table';
import { TableTwin } from '@/components/shared/table-twin';
import { Card, CardHeader } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import type { PreviewImpact } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';

type TypeRow = PreviewImpact['byType'][number];
export type TypesView = 'bars' | 'table';

const views = [
  { value: 'bars', label: 'Bars' },
  { value: 'table', label: 'Table' },
] as const;

const columns: readonly Column<TypeRow>[] = [
  { id: 'type', header: 'Type', primary: true, cell: (row) => showText(row.type) },
  {
    id: 'count',
    header: 'Entries',
    align: 'right',
    cell: (row) => <span className="tabular">{formatCount(row.count)}</span>,
  },
  {
    id: 'reads',
    header: 'Reads, last hour',
    align: 'right',
    cell: (row) => <span className="tabular">{formatCount(row.reads)}</span>,
  },
  {
    id: 'load',
    header: 'Origin work',
    align: 'right',
    cell: (row) => <span className="tabular">{formatDuration(row.loadCostMs)}</span>,
  },
];

/** How many pages and parts of each type. */
export function TypesCard({
  impact,
  view,
  onView,
}: {
  impact: Pick<PreviewImpact, 'byType'>;
  view: TypesView;
  onView?: (view: TypesView) => void;
}) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="By type"
        note={formatPlural(impact.byType.length, 'type', 'types')}
        actions={
          onView && (
            <Segmented label="Show types as" value={view} options={views} onChange={onView} />
          )
        }
      />
      {view === 'table' ? (
        <TableTwin
          label="Affected entries by type"
          columns={columns}
          rows={impact.byType}
          rowKey={(row) => row.type}
        />
      ) : (
        <TypeBars byType={impact.byType} />
      )}
    </Card>
  );
}

function TypeBars({ byType }: { byType: readonly TypeRow[] }) {
  const most = Math.max(1, ...byType.map((row) => row.count));
  return (
    <ul className="grid max-h-96 gap-3 overflow-y-auto p-4">
      {byType.map((row) => (
        <li key={row.type} className="text-[13px]">
          <span className="flex items-baseline gap-3">
            <span className="min-w-0 flex-1 truncate font-medium">{showText(row.type)}</span>
            {row.reads > 0 && (
              <span className="tabular text-xs text-ink-muted">
                {formatCount(row.reads)} reads/h
              </span>
            )}
            <span className="tabular">{formatCount(row.count)}</span>
          </span>
          <span className="mt-1 block h-2 overflow-hidden rounded-full bg-sunken">
            <span
              className="block h-full min-w-1 rounded-full bg-invalid"
              style={{ width: `${(row.count / most) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
