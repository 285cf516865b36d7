import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import { StateBadge } from '@/components/shared/state-badge';
import { StoredText } from '@/components/shared/stored-text';
import { PurgeButton } from '@/components/purge/purge-button';
import type { MembersPage } from '@/lib/contract';
import { formatBytes, formatDuration } from '@/lib/format';
import { showText } from '@/lib/show-text';

export type MemberRow = MembersPage['members'][number];

function ttlText(ttlLeftMs: number | null): string {
  if (ttlLeftMs === null) return '–';
  return ttlLeftMs <= 0 ? `${formatDuration(-ttlLeftMs)} over` : formatDuration(ttlLeftMs);
}

export const memberColumns: readonly Column<MemberRow>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(0,2.2fr)',
    primary: true,
    sortValue: (row) => row.key,
    cell: (row) => (
      <RowLink href={`/graph?focus=${encodeURIComponent(`key:${row.key}`)}`}>
        <StoredText text={row.key} />
      </RowLink>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    width: 'minmax(0,110px)',
    sortValue: (row) => row.type,
    cell: (row) => <span className="truncate">{showText(row.type)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: '104px',
    sortValue: (row) => row.state,
    cell: (row) => <StateBadge state={row.state} />,
  },
  {
    id: 'depth',
    header: 'Steps',
    width: '64px',
    align: 'right',
    sortValue: (row) => row.depth,
    cell: (row) => (
      <span
        className="tabular"
        title="0: carries the tag itself; 1 and more: depends on one that does"
      >
        {row.depth}
      </span>
    ),
  },
  {
    id: 'ttl',
    header: 'Fresh for',
    width: '92px',
    align: 'right',
    sortValue: (row) => row.ttlLeftMs,
    cell: (row) => <span className="tabular">{ttlText(row.ttlLeftMs)}</span>,
  },
  {
    id: 'size',
    header: 'Size',
    width: '80px',
    align: 'right',
    sortValue: (row) => row.sizeBytes,
    cell: (row) => <span className="tabular">{formatBytes(row.sizeBytes)}</span>,
  },
  {
    id: 'actions',
    header: 'Actions',
    width: '92px',
    hideHeader: true,
    wide: true,
    cell: (row) => (
      <span className="relative z-1 flex justify-end max-md:ml-auto">
        <PurgeButton targets={{ keys: [row.key] }} size="sm" />
      </span>
    ),
  },
];
