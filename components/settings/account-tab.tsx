'use client';

import { type FormEvent, useRef, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ActionProblem } from '@/components/shared/action-problem';
import { FactList } from '@/components/shared/fact-list';
import { useSession } from '@/components/shared/session';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Field, Input } from '@/components/ui/input';
import { api, apiPath } from '@/lib/api-client';
import { changePasswordResultSchema } from '@/lib/contract';
import { textOf } from '@/lib/form-text';
import { showText } from '@/lib/show-text';

/** Who one is here, and one's own password. */
export function AccountTab() {
  const { name, email, role } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [short, setShort] = useState(false);
  const change = useMutation({
    mutationFn: (input: { current: string; next: string }) =>
      api.post(apiPath('/session/password'), input, changePasswordResultSchema),
    onSuccess: () => {
      form.current?.reset();
      toast.success('Your password is changed', {
        description: 'Your other sessions have ended.',
      });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const next = textOf(given, 'next');
    setShort(next.length < 10);
    if (next.length >= 10) change.mutate({ current: textOf(given, 'current'), next });
  }

  return (
    <Card aria-label="Your account">
      <CardHeader title="Your account" />
      <div className="grid max-w-xl gap-6 p-4">
        <FactList
          facts={[
            ['Name', <bdi key="name">{showText(name)}</bdi>],
            ['E-mail', <bdi key="email">{showText(email)}</bdi>],
            ['Role', role],
          ]}
        />
        <form ref={form} onSubmit={submit} className="grid gap-4" noValidate>
          <Field id="current" label="Present password">
            <Input id="current" name="current" type="password" autoComplete="current-password" />
          </Field>
          <Field
            id="next"
            label="New password"
            note="At least 10 characters. Your other sessions end."
            error={short ? 'Too short: at least 10 characters.' : undefined}
          >
            <Input
              id="next"
              name="next"
              type="password"
              autoComplete="new-password"
              maxLength={128}
              aria-invalid={short}
              aria-describedby="next-note"
            />
          </Field>
          <ActionProblem error={change.error} />
          <div>
            <Button type="submit" variant="primary" disabled={change.isPending}>
              {change.isPending ? 'Changing…' : 'Change the password'}
            </Button>
          </div>
        </form>
      </div>
    </Card>
  );
}
