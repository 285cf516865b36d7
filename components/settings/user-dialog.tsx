'use client';

import { type ReactNode, useId, useState } from 'react';
import { toast } from 'sonner';
import { ActionProblem } from '@/components/shared/action-problem';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { api, apiPath } from '@/lib/api-client';
import {
  newPasswordResultSchema,
  type UpdateUserInput,
  userResultSchema,
  type UserView,
} from '@/lib/contract';
import { showText } from '@/lib/show-text';
import { RoleField } from './role-field';
import { SecretOnce } from './secret-once';
import { useAdminAction } from './use-settings';

/** Role, account and password of one person. */
export function UserDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  const id = useId();
  const [role, setRole] = useState(user.role);
  const url = apiPath(`/users/${encodeURIComponent(user.id)}`);
  const change = useAdminAction(
    (input: UpdateUserInput) => api.patch(url, input, userResultSchema),
    ({ user: changed }) => {
      toast.success(`${changed.name} is ${changed.disabled ? 'closed out' : changed.role} now`);
      onClose();
    },
  );
  const reset = useAdminAction(
    () => api.post(`${url}/password`, {}, newPasswordResultSchema),
    () => undefined,
  );
  const busy = change.isPending || reset.isPending;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={<bdi>{showText(user.name)}</bdi>}
        description={showText(user.email)}
        footer={
          <>
            <DialogClose asChild>
              <Button>{reset.data ? 'Done' : 'Cancel'}</Button>
            </DialogClose>
            <Button
              variant="primary"
              disabled={busy || role === user.role}
              onClick={() => change.mutate({ role })}
            >
              Change the role
            </Button>
          </>
        }
      >
        <div className="grid gap-5">
          <RoleField id={`${id}-role`} role={role} onChange={setRole} />
          {reset.data ? (
            <SecretOnce label="The new password" secret={reset.data.password} />
          ) : (
            <Part
              text="A new password is made, and this person is signed out everywhere."
              button={
                <Button disabled={busy} onClick={() => reset.mutate(undefined)}>
                  Reset the password
                </Button>
              }
            />
          )}
          <Part
            text={
              user.disabled
                ? 'This account is closed: nobody can sign in with it.'
                : 'Closing the account signs this person out at once. What they did stays in the audit trail.'
            }
            button={
              <Button
                variant={user.disabled ? 'secondary' : 'outlineDanger'}
                disabled={busy}
                onClick={() => change.mutate({ disabled: !user.disabled })}
              >
                {user.disabled ? 'Open the account' : 'Close the account'}
              </Button>
            }
          />
          <ActionProblem error={change.error ?? reset.error} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Part({ text, button }: { text: string; button: ReactNode }) {
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      <p className="text-[13px] text-ink-muted">{text}</p>
      <div>{button}</div>
    </div>
  );
}
