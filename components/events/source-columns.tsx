import { BellOff, CircleCheck, TriangleAlert } from 'lucide-react';
import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import { Badge } from '@/components/ui/badge';
import type { EventSourceView } from '@/lib/contract';
import { formatCount, formatDuration, formatRate } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { describeTrouble, viaWords } from './event-words';

function SourceState({ source }: { source: EventSourceView }) {
  const [first] = describeTrouble(source);
  if (source.silent)
    return (
      <Badge
        tone="stale"
        title={`Nothing for more than ${formatDuration(source.silentAfterMs ?? 0)}, far longer than usual`}
      >
        <BellOff aria-hidden /> Silent
      </Badge>
    );
  if (first)
    return (
      <Badge tone="invalid">
        <TriangleAlert aria-hidden /> {first}
      </Badge>
    );
  return (
    <Badge tone="fresh">
      <CircleCheck aria-hidden /> Well
    </Badge>
  );
}

export const sourceColumns: readonly Column<EventSourceView>[] = [
  {
    id: 'source',
    header: 'Source',
    width: 'minmax(0,1.5fr)',
    primary: true,
    sortValue: (row) => row.source,
    cell: (row) => (
      <RowLink href={`/events?tab=log&source=${encodeURIComponent(row.source)}`}>
        <bdi className="block truncate">{showText(row.source)}</bdi>
      </RowLink>
    ),
  },
  {
    id: 'via',
    header: 'How',
    width: '112px',
    cell: (row) => (
      <span className="block truncate text-ink-muted" title={viaWords[row.via]}>
        {row.via === 'direct' ? 'By the service' : 'Over the API'}
      </span>
    ),
  },
  number('rate', 'Per minute', '80px', (row) => row.ratePerMin, formatRate),
  number('received', 'Last hour', '76px', (row) => row.received, formatCount),
  {
    id: 'lag',
    header: 'Lag p50 / p95',
    width: '128px',
    align: 'right',
    sortValue: (row) => row.lagMs?.p95 ?? null,
    cell: (row) => (
      <span className="tabular whitespace-nowrap">
        {row.lagMs === null
          ? '–'
          : `${formatDuration(row.lagMs.p50)} / ${formatDuration(row.lagMs.p95)}`}
      </span>
    ),
  },
  number('rejected', 'Rejected', '76px', (row) => row.rejected, formatCount),
  number('nothing', 'Matched nothing', '116px', (row) => row.matchedNothing, formatCount),
  number('dead', 'Dead letters', '92px', (row) => row.deadLetters, formatCount),
  { id: 'state', header: 'State', width: '124px', cell: (row) => <SourceState source={row} /> },
  {
    id: 'last',
    header: 'Last event',
    width: '96px',
    align: 'right',
    sortValue: (row) => row.lastAt,
    cell: (row) => <Age at={row.lastAt} className="tabular text-ink-muted" />,
  },
];

function number(
  id: string,
  header: string,
  width: string,
  valueOf: (row: EventSourceView) => number,
  format: (value: number) => string,
): Column<EventSourceView> {
  return {
    id,
    header,
    width,
    align: 'right',
    sortValue: valueOf,
    cell: (row) => <span className="tabular">{format(valueOf(row))}</span>,
  };
}
