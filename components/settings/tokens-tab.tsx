'use client';

import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ActionProblem } from '@/components/shared/action-problem';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { api, apiPath } from '@/lib/api-client';
import { revokeTokenResultSchema, type TokenView } from '@/lib/contract';
import { showText } from '@/lib/show-text';
import { Loaded } from './loaded';
import { NewTokenDialog } from './new-token-dialog';
import { tokenColumns } from './token-columns';
import { useAdminAction, useTokens } from './use-settings';

const idOf = (token: TokenView) => token.id;

/** What machines sign in with: what each may do, until when, and when it was last used. */
export function TokensTab() {
  const tokens = useTokens();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<TokenView | null>(null);
  return (
    <Card aria-label="API tokens">
      <CardHeader
        title="API tokens"
        note="For machines. Only a hash is kept: nobody can read one again."
        actions={
          <Button size="sm" variant="primary" onClick={() => setMaking(true)}>
            <Plus aria-hidden /> New token
          </Button>
        }
      />
      <Loaded query={tokens} what="Tokens">
        {(data) =>
          data.tokens.length === 0 ? (
            <EmptyState icon={KeyRound} title="No tokens yet">
              Services that post events, and scripts that purge, send one as Authorization: Bearer.
            </EmptyState>
          ) : (
            <DataTable
              label="API tokens"
              columns={tokenColumns(setRevoking)}
              rows={data.tokens}
              rowKey={idOf}
            />
          )
        }
      </Loaded>
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}

function RevokeDialog({ token, onClose }: { token: TokenView; onClose: () => void }) {
  const revoke = useAdminAction(
    () => api.delete(apiPath(`/tokens/${encodeURIComponent(token.id)}`), revokeTokenResultSchema),
    () => {
      toast.success(`Token “${token.name}” revoked`);
      onClose();
    },
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Revoke ${showText(token.name)}?`}
        description="Whoever uses it is refused from now on. This cannot be undone."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button
              variant="danger"
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(undefined)}
            >
              Revoke
            </Button>
          </>
        }
      >
        <ActionProblem error={revoke.error} />
      </DialogContent>
    </Dialog>
  );
}
