'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/input';
import { signIn } from '@/lib/auth-client';
import { textOf } from '@/lib/form-text';
import { FormProblem } from './auth-card';

/** E-mail and password; on success a full load of `next`, so that nothing of a former session is left in memory. */
export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const refusal = await signIn(textOf(form, 'email'), textOf(form, 'password')).catch(
      () => 'The console did not answer. Check the network, then try again.',
    );
    if (refusal === null) {
      window.location.assign(next);
      return;
    }
    setProblem(refusal);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field id="email" label="E-mail">
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          className="h-10"
        />
      </Field>
      <Field id="password" label="Password">
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className="h-10"
        />
      </Field>
      <FormProblem text={problem} />
      <Button type="submit" variant="primary" size="lg" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
