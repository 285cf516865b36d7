import { CircleCheck, CircleSlash, Clock } from 'lucide-react';
import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { useNow } from '@/components/shared/use-now';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { TokenView } from '@/lib/contract';
import { showText } from '@/lib/show-text';

/** `live`, or why the token no longer works. */
export function tokenState(
  token: Pick<TokenView, 'revokedAt' | 'expiresAt'>,
  now: number,
): 'live' | 'revoked' | 'expired' {
  if (token.revokedAt !== null) return 'revoked';
  return token.expiresAt !== null && Date.parse(token.expiresAt) <= now ? 'expired' : 'live';
}

function TokenState({ token }: { token: TokenView }) {
  const now = useNow(60_000);
  switch (tokenState(token, now)) {
    case 'live':
      return (
        <Badge tone="fresh">
          <CircleCheck aria-hidden /> Live
        </Badge>
      );
    case 'revoked':
      return (
        <Badge tone="invalid">
          <CircleSlash aria-hidden /> Revoked
        </Badge>
      );
    case 'expired':
      return (
        <Badge tone="missing">
          <Clock aria-hidden /> Expired
        </Badge>
      );
  }
}

export function tokenColumns(onRevoke: (token: TokenView) => void): readonly Column<TokenView>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      primary: true,
      width: 'minmax(0,1fr)',
      cell: (token) => <bdi className="block truncate">{showText(token.name)}</bdi>,
    },
    {
      id: 'scopes',
      header: 'Scopes',
      wide: true,
      width: 'minmax(0,1.8fr)',
      cell: (token) => (
        <span className="flex flex-wrap gap-1">
          {token.scopes.map((scope) => (
            <Badge key={scope} className="font-mono">
              {scope}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: 'by',
      header: 'Made by',
      width: 'minmax(0,0.8fr)',
      cell: (token) => <bdi className="block truncate">{showText(token.createdBy)}</bdi>,
    },
    {
      id: 'used',
      header: 'Last used',
      width: '96px',
      align: 'right',
      cell: (token) =>
        token.lastUsedAt === null ? (
          <span className="text-ink-muted">never</span>
        ) : (
          <Age at={token.lastUsedAt} className="tabular text-ink-muted" />
        ),
    },
    {
      id: 'expires',
      header: 'Expires',
      width: '88px',
      align: 'right',
      cell: (token) =>
        token.expiresAt === null ? (
          <span className="text-ink-muted">never</span>
        ) : (
          <Age at={token.expiresAt} className="tabular text-ink-muted" />
        ),
    },
    {
      id: 'state',
      header: 'State',
      width: '96px',
      cell: (token) => <TokenState token={token} />,
    },
    {
      id: 'revoke',
      header: 'Revoke',
      hideHeader: true,
      width: '76px',
      align: 'right',
      cell: (token) =>
        token.revokedAt === null && (
          <Button
            size="sm"
            variant="outlineDanger"
            aria-label={`Revoke ${showText(token.name)}`}
            onClick={() => onRevoke(token)}
          >
            Revoke
          </Button>
        ),
    },
  ];
}
