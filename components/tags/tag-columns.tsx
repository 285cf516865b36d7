import { Age } from '@/components/shared/age';
import { GuardList } from '@/components/shared/guard-list';
import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import { StoredText } from '@/components/shared/stored-text';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import type { TagsPage } from '@/lib/contract';
import { formatBytes, formatCount } from '@/lib/format';

export type TagRow = TagsPage['tags'][number];

function hitPerPurge({ usage }: TagRow): number | null {
  if (usage === null || usage.purges.count === 0) return null;
  return usage.purges.invalidated / usage.purges.count;
}

function Purges({ usage }: { usage: TagRow['usage'] }) {
  const { count, unmatched } = usage?.purges ?? { count: 0, unmatched: 0 };
  return (
    <span className="tabular">
      {formatCount(count)}
      {unmatched > 0 && (
        <span className="block text-xs text-stale" title="They found nothing cached">
          {formatCount(unmatched)} matched nothing
        </span>
      )}
    </span>
  );
}

export const tagColumns: readonly Column<TagRow>[] = [
  {
    id: 'tag',
    header: 'Tag',
    width: 'minmax(0,2fr)',
    primary: true,
    sortValue: (row) => row.tag,
    cell: (row) => (
      <span className="grid min-w-0 gap-0.5">
        <RowLink href={`/tags/${encodeURIComponent(row.tag)}`}>
          <StoredText text={row.tag} />
        </RowLink>
        {row.near.length > 0 && (
          <span className="relative z-1 flex flex-wrap items-center gap-1 text-xs font-normal text-ink-muted">
            Spelled nearly like <GuardList guards={row.near.map((tag) => `tag:${tag}`)} />
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'members',
    header: 'Live',
    width: '72px',
    align: 'right',
    sortValue: (row) => row.usage?.live ?? row.members,
    cell: (row) => <span className="tabular">{formatCount(row.usage?.live ?? row.members)}</span>,
  },
  {
    id: 'orphans',
    header: 'Orphaned',
    width: '84px',
    align: 'right',
    sortValue: (row) => row.usage?.orphaned ?? 0,
    cell: (row) => (
      <span
        className="tabular"
        title="Still in the index though the entry is gone; the sweeper removes them"
      >
        {formatCount(row.usage?.orphaned ?? 0)}
      </span>
    ),
  },
  {
    id: 'size',
    header: 'Memory',
    width: '76px',
    align: 'right',
    sortValue: (row) => row.usage?.sizeBytes ?? 0,
    cell: (row) => <span className="tabular">{formatBytes(row.usage?.sizeBytes ?? 0)}</span>,
  },
  {
    id: 'purges',
    header: 'Purges, 24 h',
    width: '104px',
    align: 'right',
    sortValue: (row) => row.usage?.purges.count ?? 0,
    cell: (row) => <Purges usage={row.usage} />,
  },
  {
    id: 'hit',
    header: 'Hit per purge',
    width: '108px',
    align: 'right',
    sortValue: hitPerPurge,
    cell: (row) => {
      const hit = hitPerPurge(row);
      return (
        <span
          className="tabular"
          title="Entries that a wave naming this tag invalidated, on average"
        >
          {hit === null ? '–' : formatCount(Math.round(hit * 10) / 10)}
        </span>
      );
    },
  },
  {
    id: 'invalidated',
    header: 'Last purged',
    width: 'minmax(0,112px)',
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
