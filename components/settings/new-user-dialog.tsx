'use client';

import { type FormEvent, useId, useState } from 'react';
import { ActionProblem } from '@/components/shared/action-problem';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/input';
import { api, apiPath } from '@/lib/api-client';
import {
  type CreateUserInput,
  createUserInputSchema,
  newPasswordResultSchema,
  type Role,
} from '@/lib/contract';
import { textOf } from '@/lib/form-text';
import { showText } from '@/lib/show-text';
import { RoleField } from './role-field';
import { SecretOnce } from './secret-once';
import { useAdminAction } from './use-settings';

const create = (input: CreateUserInput) =>
  api.post(apiPath('/users'), input, newPasswordResultSchema);

/** Makes a person, then shows the password that was made for them. */
export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [role, setRole] = useState<Role>('viewer');
  const [faults, setFaults] = useState<Partial<Record<string, string>>>({});
  const action = useAdminAction(create, () => undefined);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { name: textOf(form, 'name'), email: textOf(form, 'email'), role };
    const parsed = createUserInputSchema.safeParse(input);
    const issues = parsed.error?.issues ?? [];
    setFaults(Object.fromEntries(issues.map((one) => [String(one.path[0]), one.message])));
    if (parsed.success) action.mutate(parsed.data);
  }

  const made = action.data;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={made ? `${showText(made.user.name)} can sign in` : 'New user'}
        description={
          made
            ? `With ${showText(made.user.email)} and the password below.`
            : 'A password is made for them; they can change it under Settings.'
        }
        footer={
          made ? (
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          ) : (
            <>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <Button type="submit" form={id} variant="primary" disabled={action.isPending}>
                {action.isPending ? 'Making…' : 'Make the user'}
              </Button>
            </>
          )
        }
      >
        {made ? (
          <SecretOnce label="The password" secret={made.password} />
        ) : (
          <form id={id} onSubmit={submit} className="grid gap-4" noValidate>
            {(['name', 'email'] as const).map((field) => (
              <Field
                key={field}
                id={`${id}-${field}`}
                label={field === 'name' ? 'Name' : 'E-mail'}
                error={faults[field]}
              >
                <Input
                  id={`${id}-${field}`}
                  name={field}
                  type={field === 'name' ? 'text' : 'email'}
                  autoComplete="off"
                  aria-invalid={faults[field] !== undefined}
                  aria-describedby={`${id}-${field}-note`}
                />
              </Field>
            ))}
            <RoleField id={`${id}-role`} role={role} onChange={setRole} />
            <ActionProblem error={action.error} />
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
