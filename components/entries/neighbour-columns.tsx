import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { GuardList } from '@/components/shared/guard-list';
import { RowLink } from '@/components/shared/row-link';
import { StoredText } from '@/components/shared/stored-text';
import type { ExplanationView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { entryHref } from '@/lib/guard';

export type Upstream = ExplanationView['upstream'][number];
export type Downstream = ExplanationView['downstream']['sample'][number];

const kindWords: Record<Upstream['kind'], string> = {
  tag: 'its tag',
  declared: 'declared',
  captured: 'read while loading',
};

export const upstreamColumns: readonly Column<Upstream>[] = [
  {
    id: 'guard',
    header: 'Tag or key',
    width: 'minmax(0,2fr)',
    primary: true,
    sortValue: (row) => row.guard,
    cell: (row) => <GuardList guards={[row.guard]} />,
  },
  {
    id: 'kind',
    header: 'How',
    width: '140px',
    cell: (row) => (row.depth > 1 ? 'inherited' : kindWords[row.kind]),
  },
  {
    id: 'depth',
    header: 'Steps',
    width: '70px',
    align: 'right',
    sortValue: (row) => row.depth,
    cell: (row) => <span className="tabular">{formatCount(row.depth)}</span>,
  },
  {
    id: 'invalidated',
    header: 'Last invalidated',
    width: '140px',
    sortValue: (row) => (row.invalidatedAt === null ? null : Date.parse(row.invalidatedAt)),
    cell: (row) =>
      row.invalidatedAt === null ? (
        <span className="text-ink-muted">Never</span>
      ) : (
        <Age at={row.invalidatedAt} className="tabular" />
      ),
  },
];

export const downstreamColumns: readonly Column<Downstream>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(0,2fr)',
    primary: true,
    cell: (row) => (
      <RowLink href={entryHref(row.key)}>
        <StoredText text={row.key} />
      </RowLink>
    ),
  },
  {
    id: 'depth',
    header: 'Steps',
    width: '70px',
    align: 'right',
    cell: (row) => <span className="tabular">{formatCount(row.depth)}</span>,
  },
];
