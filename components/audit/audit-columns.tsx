import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import type { AuditRowView } from '@/lib/contract';
import { showText } from '@/lib/show-text';
import { describeScope, describeSeenImpact } from './audit-words';
import { OutcomeBadge } from './outcome-badge';

/** The row opens its detail: a button over the whole row, so that it is one stop for the keyboard. */
export function auditColumns(onOpen: (id: string) => void): readonly Column<AuditRowView>[] {
  return [
    {
      id: 'action',
      header: 'Action',
      width: 'minmax(0,132px)',
      primary: true,
      cell: (row) => (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={`${row.action} by ${showText(row.actor.name)}: details`}
          onClick={() => onOpen(row.id)}
          className="block max-w-full truncate rounded-sm text-left font-mono text-[12.5px] after:absolute after:inset-0 hover:text-accent-strong"
        >
          {showText(row.action)}
        </button>
      ),
    },
    {
      id: 'scope',
      header: 'Scope',
      wide: true,
      width: 'minmax(0,2fr)',
      cell: (row) => (
        <bdi className="block truncate" title={describeScope(row.scope)}>
          {describeScope(row.scope)}
        </bdi>
      ),
    },
    {
      id: 'impact',
      header: 'Impact seen',
      width: '88px',
      align: 'right',
      cell: (row) => <span className="tabular">{describeSeenImpact(row.impact)}</span>,
    },
    {
      id: 'actor',
      header: 'Actor',
      width: 'minmax(0,1fr)',
      cell: (row) => (
        <span className="block truncate">
          <bdi>{showText(row.actor.name)}</bdi>{' '}
          <span className="text-ink-muted">{row.actor.role}</span>
        </span>
      ),
    },
    {
      id: 'reason',
      header: 'Reason',
      wide: true,
      width: 'minmax(0,1.3fr)',
      cell: (row) => (
        <bdi className="block truncate text-ink-muted" title={row.reason ?? undefined}>
          {row.reason === null ? '–' : showText(row.reason)}
        </bdi>
      ),
    },
    {
      id: 'outcome',
      header: 'Outcome',
      width: '96px',
      cell: (row) => <OutcomeBadge outcome={row.outcome} />,
    },
    {
      id: 'at',
      header: 'When',
      width: '96px',
      align: 'right',
      cell: (row) => <Age at={row.at} className="tabular text-ink-muted" />,
    },
  ];
}
