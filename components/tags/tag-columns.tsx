import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import { StoredText } from '@/components/shared/stored-text';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import type { TagsPage } from '@/lib/contract';
import { formatCount } from '@/lib/format';

export type TagRow = TagsPage['tags'][number];

export const tagColumns: readonly Column<TagRow>[] = [
  {
    id: 'tag',
    header: 'Tag',
    width: 'minmax(0,2fr)',
    primary: true,
    sortValue: (row) => row.tag,
    cell: (row) => (
      <RowLink href={`/tags/${encodeURIComponent(row.tag)}`}>
        <StoredText text={row.tag} />
      </RowLink>
    ),
  },
  {
    id: 'members',
    header: 'Members',
    width: '110px',
    align: 'right',
    sortValue: (row) => row.members,
    cell: (row) => <span className="tabular">{formatCount(row.members)}</span>,
  },
  {
    id: 'invalidated',
    header: 'Last invalidated',
    width: 'minmax(0,150px)',
    sortValue: (row) =>
      row.lastInvalidatedAt === null ? null : new Date(row.lastInvalidatedAt).getTime(),
    cell: (row) =>
      row.lastInvalidatedAt === null ? (
        <span className="text-ink-muted">Never</span>
      ) : (
        <Age at={row.lastInvalidatedAt} className="tabular" />
      ),
  },
  {
    id: 'actions',
    header: 'Actions',
    width: '176px',
    hideHeader: true,
    wide: true,
    cell: (row) => (
      <span className="relative z-1 flex justify-end gap-1.5 max-md:ml-auto">
        <WarmButton targets={{ tags: [row.tag] }} size="sm" />
        <PurgeButton targets={{ tags: [row.tag] }} size="sm" />
      </span>
    ),
  },
];
