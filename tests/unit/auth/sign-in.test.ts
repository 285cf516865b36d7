import { expect, test } from 'vitest';
import { POST as postAuth } from '@/app/api/auth/[...all]/route';
import { policies } from '@/server/http/rate-limit';
import { origin, problemIn, requestOf, startConsole } from '../../support/console';

const signIn = (email: string, forwardedFor: string) =>
  postAuth(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': forwardedFor },
      body: JSON.stringify({ email, password: 'not the password' }),
    }),
  );

test('guessing passwords of one account is slowed down, whatever address the guesses come from', async () => {
  await startConsole();
  const tries: number[] = [];
  for (let i = 0; i <= policies.signIn.quota; i++)
    tries.push((await signIn(' Ada@Example.com', `192.0.2.${i}`)).status);
  expect(tries.slice(0, -1)).not.toContain(429);
  expect(tries.at(-1)).toBe(429);
  // Control: another account is not held up by it.
  expect((await signIn('bob@example.com', '192.0.2.250')).status).toBe(401);
});

test('of the sign-in library only signing in and out is offered: people change through audited operations', async () => {
  const place = await startConsole();
  const viewer = await place.user('viewer');
  const closed = [
    'update-user',
    'change-password',
    'sign-up/email',
    'delete-user',
    'admin/set-role',
  ];
  for (const path of closed) {
    const request = requestOf(viewer, `/api/auth/${path}`, { body: { name: 'x', role: 'admin' } });
    expect(await problemIn(await postAuth(request))).toMatchObject({ status: 404 });
  }
  const request = requestOf(viewer, '/api/auth/sign-out', { body: {} });
  expect((await postAuth(request)).status).toBe(200);
});
