'use client';

import { type FormEvent, useId, useState } from 'react';
import { ActionProblem } from '@/components/shared/action-problem';
import { CheckField } from '@/components/shared/check-field';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/input';
import { api, apiPath } from '@/lib/api-client';
import {
  type CreateTokenInput,
  createTokenInputSchema,
  createTokenResultSchema,
  type Scope,
  scopes,
} from '@/lib/contract';
import { textOf } from '@/lib/form-text';
import { scopeMeanings } from '@/lib/scope-words';
import { showText } from '@/lib/show-text';
import { SecretOnce } from './secret-once';
import { useAdminAction } from './use-settings';

const lives = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
  ['', 'never'],
] as const;

const create = (input: CreateTokenInput) =>
  api.post(apiPath('/tokens'), input, createTokenResultSchema);

/** Makes a token for a machine, then shows it this once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const [faults, setFaults] = useState<Partial<Record<string, string>>>({});
  const action = useAdminAction(create, () => undefined);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const life = textOf(form, 'life');
    const input = {
      name: textOf(form, 'name'),
      scopes: [...chosen],
      expiresInDays: life === '' ? null : Number(life),
    };
    const parsed = createTokenInputSchema.safeParse(input);
    setFaults({
      ...(input.name.trim() === '' && { name: 'Give it a name that says who uses it.' }),
      ...(chosen.length === 0 && { scopes: 'Choose what it may do.' }),
    });
    if (parsed.success) action.mutate(input);
  }

  const made = action.data;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={made ? `Token ${showText(made.token.name)}` : 'New token'}
        description={made ? 'Send it as Authorization: Bearer.' : 'As little as its user needs.'}
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
                {action.isPending ? 'Making…' : 'Make the token'}
              </Button>
            </>
          )
        }
      >
        {made ? (
          <SecretOnce label="The token" secret={made.secret} />
        ) : (
          <form id={id} onSubmit={submit} className="grid gap-4" noValidate>
            <Field id={`${id}-name`} label="Name" error={faults.name}>
              <Input
                id={`${id}-name`}
                name="name"
                maxLength={80}
                autoComplete="off"
                aria-invalid={faults.name !== undefined}
                aria-describedby={`${id}-name-note`}
              />
            </Field>
            <fieldset aria-describedby={`${id}-scopes`}>
              <legend className="text-[13px] font-medium">Scopes</legend>
              {scopes.map((scope) => (
                <CheckField
                  key={scope}
                  checked={chosen.includes(scope)}
                  onChange={(on) =>
                    setChosen(on ? [...chosen, scope] : chosen.filter((one) => one !== scope))
                  }
                >
                  <span>
                    <span className="font-mono text-[12.5px]">{scope}</span>{' '}
                    <span className="text-ink-muted">{scopeMeanings[scope]}</span>
                  </span>
                </CheckField>
              ))}
              <p id={`${id}-scopes`} role="alert" className="text-xs text-invalid">
                {faults.scopes}
              </p>
            </fieldset>
            <Field id={`${id}-life`} label="Expires after">
              <Select id={`${id}-life`} name="life" defaultValue="90">
                {lives.map(([value, label]) => (
                  <option key={label} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
            <ActionProblem error={action.error} />
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
