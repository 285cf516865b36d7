import { CircleCheck, CircleSlash } from 'lucide-react';
import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { Badge } from '@/components/ui/badge';
import type { UserView } from '@/lib/contract';
import { showText } from '@/lib/show-text';

/** The row opens what can be changed: a button over the whole row. */
export function userColumns(
  self: string,
  onOpen: (id: string) => void,
): readonly Column<UserView>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      primary: true,
      width: 'minmax(0,1.2fr)',
      cell: (user) => (
        <span className="flex min-w-0 items-center gap-2">
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={`Change ${showText(user.name)}`}
            onClick={() => onOpen(user.id)}
            className="truncate rounded-sm text-left after:absolute after:inset-0 hover:text-accent-strong"
          >
            <bdi>{showText(user.name)}</bdi>
          </button>
          {user.id === self && <Badge>you</Badge>}
        </span>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      width: 'minmax(0,1.6fr)',
      wide: true,
      cell: (user) => <bdi className="block truncate text-ink-muted">{showText(user.email)}</bdi>,
    },
    {
      id: 'role',
      header: 'Role',
      width: '96px',
      cell: (user) => <span className="capitalize">{user.role}</span>,
    },
    {
      id: 'state',
      header: 'Account',
      width: '96px',
      cell: (user) =>
        user.disabled ? (
          <Badge tone="invalid">
            <CircleSlash aria-hidden /> Closed
          </Badge>
        ) : (
          <Badge tone="fresh">
            <CircleCheck aria-hidden /> Open
          </Badge>
        ),
    },
    {
      id: 'seen',
      header: 'Last seen',
      width: '104px',
      align: 'right',
      cell: (user) =>
        user.lastSeenAt === null ? (
          <span className="text-ink-muted">signed out</span>
        ) : (
          <Age at={user.lastSeenAt} className="tabular text-ink-muted" />
        ),
    },
    {
      id: 'made',
      header: 'Made',
      width: '96px',
      align: 'right',
      hideOnCard: true,
      cell: (user) => <Age at={user.createdAt} className="tabular text-ink-muted" />,
    },
  ];
}
