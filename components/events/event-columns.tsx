import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import type { EventRowView } from '@/lib/contract';
import { formatCount, formatDuration } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { EventStateBadge } from './event-state';
import { describeEvent } from './event-words';

export const eventColumns: readonly Column<EventRowView>[] = [
  {
    id: 'event',
    header: 'Event',
    width: 'minmax(0,1.6fr)',
    primary: true,
    cell: (row) => (
      <RowLink href={`/events/${encodeURIComponent(row.id)}`}>
        <bdi className="block truncate" title={describeEvent(row)}>
          {describeEvent(row)}
        </bdi>
      </RowLink>
    ),
  },
  {
    id: 'source',
    header: 'Source',
    width: 'minmax(0,1fr)',
    cell: (row) => (
      <span className="block truncate">
        <bdi>{showText(row.source)}</bdi>
        {row.via === 'replay' && <span className="text-ink-muted"> replay</span>}
      </span>
    ),
  },
  {
    id: 'rules',
    header: 'Rules',
    width: 'minmax(0,1.2fr)',
    wide: true,
    cell: (row) => (
      <bdi className="block truncate text-ink-muted">
        {row.via === 'direct'
          ? 'of the service'
          : showText(row.rules.map(({ name }) => name).join(', ')) || 'none'}
      </bdi>
    ),
  },
  {
    id: 'invalidated',
    header: 'Entries',
    width: '72px',
    align: 'right',
    cell: (row) => (
      <span className="tabular">
        {row.invalidated === null ? '–' : formatCount(row.invalidated)}
      </span>
    ),
  },
  {
    id: 'lag',
    header: 'Lag',
    width: '72px',
    align: 'right',
    cell: (row) => (
      <span className="tabular">{row.lagMs === null ? '–' : formatDuration(row.lagMs)}</span>
    ),
  },
  {
    id: 'tries',
    header: 'Tries',
    width: '52px',
    align: 'right',
    hideOnCard: true,
    cell: (row) => <span className="tabular">{formatCount(row.attempts)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: '112px',
    cell: (row) => <EventStateBadge state={row.state} />,
  },
  {
    id: 'at',
    header: 'Received',
    width: '92px',
    align: 'right',
    cell: (row) => <Age at={row.receivedAt} className="tabular text-ink-muted" />,
  },
];
