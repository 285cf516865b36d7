import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import { StateBadge } from '@/components/shared/state-badge';
import { StoredText } from '@/components/shared/stored-text';
import type { EntryRowView } from '@/lib/contract';
import { formatBytes, formatCount, formatDuration } from '@/lib/format';
import { entryHref } from '@/lib/guard';
import { showText } from '@/lib/show-text';
import { describeCause } from '@/lib/words';

const muted = (text: string) => <span className="text-ink-muted">{text}</span>;
const time = (ms: number | null) => (ms === null ? muted('–') : formatDuration(ms));

function Tags({ tags }: { tags: readonly string[] }) {
  const [first, ...more] = tags;
  if (first === undefined) return muted('none');
  return (
    <span className="flex min-w-0 items-baseline gap-1.5" title={tags.map(showText).join('\n')}>
      <bdi className="min-w-0 truncate font-mono text-xs">{showText(first)}</bdi>
      {more.length > 0 && (
        <span className="text-xs text-ink-muted">+{formatCount(more.length)}</span>
      )}
    </span>
  );
}

function LastWave({ wave }: { wave: EntryRowView['lastWave'] }) {
  if (wave === null) return muted('–');
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <bdi className="min-w-0 truncate">{describeCause(wave.cause)}</bdi>
      <Age at={wave.at} className="tabular shrink-0 text-xs text-ink-muted" />
    </span>
  );
}

/** Sorted by the server: `sortValue` only says that a column can be. */
const sortable = () => 0;

export const entryColumns: readonly Column<EntryRowView>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(0,1.7fr)',
    primary: true,
    sortValue: sortable,
    cell: (row) => (
      <RowLink href={entryHref(row.key)}>
        <StoredText text={row.key} />
      </RowLink>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: '92px',
    cell: (row) => <StateBadge state={row.state} />,
  },
  {
    id: 'age',
    header: 'Age',
    width: '70px',
    align: 'right',
    sortValue: sortable,
    cell: (row) => <span className="tabular">{time(row.ageMs)}</span>,
  },
  {
    id: 'ttl',
    header: 'TTL left',
    width: '84px',
    align: 'right',
    sortValue: sortable,
    cell: (row) => <span className="tabular">{time(row.ttlLeftMs)}</span>,
  },
  {
    id: 'size',
    header: 'Size',
    width: '76px',
    align: 'right',
    sortValue: sortable,
    cell: (row) => <span className="tabular">{formatBytes(row.sizeBytes)}</span>,
  },
  {
    id: 'cost',
    header: 'Load',
    width: '76px',
    align: 'right',
    sortValue: sortable,
    cell: (row) => (
      <span className="tabular">{row.loadCostMs > 0 ? time(row.loadCostMs) : '–'}</span>
    ),
  },
  {
    id: 'reads',
    header: 'Reads/h',
    width: '84px',
    align: 'right',
    sortValue: sortable,
    cell: (row) => (
      <span className="tabular" title="Estimated from a sample of the last hour">
        {formatCount(row.reads)}
      </span>
    ),
  },
  {
    id: 'fan',
    header: 'In / out',
    width: '72px',
    align: 'right',
    cell: (row) => (
      <span
        className="tabular"
        title={`Made of ${formatCount(row.fanIn)}, ${formatCount(row.fanOut)} hang on it`}
      >
        {formatCount(row.fanIn)} / {formatCount(row.fanOut)}
      </span>
    ),
  },
  {
    id: 'tags',
    header: 'Tags',
    width: 'minmax(0,1.3fr)',
    wide: true,
    cell: (row) => <Tags tags={row.tags} />,
  },
  {
    id: 'cause',
    header: 'Last cause',
    width: 'minmax(0,1.3fr)',
    wide: true,
    cell: (row) => <LastWave wave={row.lastWave} />,
  },
];
