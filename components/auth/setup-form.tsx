'use client';

import { type FormEvent, useState } from 'react';
import { claimSetupLink } from '@/app/actions/claim-setup';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/input';
import { signIn } from '@/lib/auth-client';
import { textOf } from '@/lib/form-text';
import { FormProblem } from './auth-card';

const leastPassword = 10;

/** Makes the first administrator, then signs them in. */
export function SetupForm({ token }: { token: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [short, setShort] = useState(false);
  const [busy, setBusy] = useState(false);

  async function claim(name: string, email: string, password: string): Promise<string | null> {
    const answer = await claimSetupLink({ token, name, email, password });
    if (!answer?.data)
      return answer?.serverError ?? 'Name, e-mail or password was not accepted. Check them.';
    return signIn(email, password);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = textOf(form, 'password');
    setShort(password.length < leastPassword);
    if (password.length < leastPassword) return;
    setBusy(true);
    setProblem(null);
    const refusal = await claim(textOf(form, 'name'), textOf(form, 'email'), password).catch(
      () => 'The console did not answer. Check the network, then try again.',
    );
    if (refusal === null) {
      window.location.assign('/');
      return;
    }
    setProblem(refusal);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field id="name" label="Your name">
        <Input
          id="name"
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          className="h-10"
        />
      </Field>
      <Field id="email" label="E-mail">
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          className="h-10"
        />
      </Field>
      <Field
        id="password"
        label="Password"
        note={`At least ${leastPassword} characters.`}
        error={short ? `Too short: at least ${leastPassword} characters.` : undefined}
      >
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          maxLength={128}
          aria-invalid={short}
          aria-describedby="password-note"
          className="h-10"
        />
      </Field>
      <FormProblem text={problem} />
      <Button type="submit" variant="primary" size="lg" disabled={busy}>
        {busy ? 'Setting up…' : 'Create the administrator'}
      </Button>
    </form>
  );
}
