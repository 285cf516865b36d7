'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useId } from 'react';
import { countLookups } from '@/components/charts/series';
import { type Column, DataTable } from '@/components/shared/data-table';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { Card, CardHeader } from '@/components/ui/card';
import type { StatsView } from '@/lib/contract';
import { formatCount, formatDuration, formatRatio } from '@/lib/format';
import { showText } from '@/lib/show-text';

type Family = StatsView['families'][number];

function ratioOf(family: Family): number | null {
  const lookups = countLookups(family);
  return lookups === 0 ? null : (family.hits + family.staleServes) / lookups;
}

/** Share of reloads after waves that brought the same value back. */
function wastedOf({ reloaded, wasted }: Family): number | null {
  return reloaded === 0 ? null : wasted / reloaded;
}

const count = (id: string, header: string, read: (family: Family) => number): Column<Family> => ({
  id,
  header,
  align: 'right',
  sortValue: read,
  cell: (family) => <span className="tabular">{formatCount(read(family))}</span>,
});

const columns: readonly Column<Family>[] = [
  {
    id: 'family',
    header: 'Family',
    width: 'minmax(0,1.6fr)',
    primary: true,
    sortValue: (family) => family.family,
    cell: (family) => <span className="font-medium">{showText(family.family)}</span>,
  },
  {
    id: 'ratio',
    header: 'Hit ratio',
    align: 'right',
    sortValue: ratioOf,
    cell: (family) => <span className="tabular">{formatRatio(ratioOf(family))}</span>,
  },
  count('lookups', 'Lookups', countLookups),
  count('stale', 'Stale serves', (family) => family.staleServes),
  count('misses', 'Misses', (family) => family.misses),
  count('loads', 'Loads', (family) => family.loads),
  {
    id: 'loadTime',
    header: 'Load p50 / p95',
    align: 'right',
    sortValue: (family) => family.loadTime?.p95Ms ?? null,
    cell: ({ loadTime }) => (
      <span className="tabular">
        {loadTime === null
          ? '–'
          : `${formatDuration(loadTime.p50Ms)} / ${formatDuration(loadTime.p95Ms)}`}
      </span>
    ),
  },
  {
    id: 'wasted',
    header: 'Wasted',
    align: 'right',
    sortValue: wastedOf,
    cell: (family) => <span className="tabular">{formatRatio(wastedOf(family))}</span>,
  },
];

/** How each key family does in the range. */
export function FamilyTable({ families }: { families: readonly Family[] }) {
  const id = useId();
  const [sort, setSort] = useQueryState('sort', parseAsString.withDefault('lookups.desc'));
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title="By family" />
      {families.length === 0 ? (
        <p className="px-4 py-6 text-[13px] text-ink-muted">No family was read in this range.</p>
      ) : (
        <DataTable
          label="Families"
          columns={columns}
          rows={families}
          rowKey={(family) => family.family}
          sort={parseSort(sort)}
          onSort={(next) => void setSort(writeSort(next))}
        />
      )}
    </Card>
  );
}
