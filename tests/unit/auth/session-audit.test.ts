import { expect, test } from 'vitest';
import { POST as postAuth } from '@/app/api/auth/[...all]/route';
import { GET as getWaves } from '@/app/api/v1/waves/route';
import { POST as postPurge } from '@/app/api/v1/purges/route';
import { policies } from '@/server/http/rate-limit';
import {
  nobody,
  origin,
  password,
  requestOf,
  startConsole,
  type TestConsole,
} from '../../support/console';

const listed = async ({ container }: TestConsole) =>
  (await container.audit.list({ limit: 200 })).rows.map(({ action, outcome, actor, scope }) => ({
    action,
    outcome,
    actor: actor.name,
    scope,
  }));
const signIn = (given: string) =>
  postAuth(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ email: 'viewer@freshet.test', password: given }),
    }),
  );

test('signing in, failing to, and signing out are on record, without the password', async () => {
  const place = await startConsole();
  await place.user('viewer');
  expect((await signIn('not the password')).status).toBe(401);
  const answer = await signIn(password);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const out = requestOf({ headers: { cookie, origin } }, '/api/auth/sign-out', { body: {} });
  expect((await postAuth(out)).status).toBe(200);
  const email = 'viewer@freshet.test';
  expect(await listed(place)).toEqual([
    {
      action: 'session.sign-out',
      outcome: 'done',
      actor: 'viewer',
      scope: { email, role: 'viewer' },
    },
    {
      action: 'session.sign-in',
      outcome: 'done',
      actor: 'viewer',
      scope: { email, role: 'viewer' },
    },
    { action: 'session.sign-in', outcome: 'refused', actor: 'nobody signed in', scope: { email } },
  ]);
  const rows = await place.container.db.sql.selectFrom('audit').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('password"');
  expect(JSON.stringify(rows)).not.toContain(password);
});

test('requests of nobody and from foreign pages are on record, but strangers cannot make the chain grow', async () => {
  const place = await startConsole();
  const operator = await place.user('operator');
  const body = { targets: { tags: ['x'] } };
  const foreign = { origin: 'https://elsewhere.example' };
  await postPurge(requestOf(operator, '/api/v1/purges', { body, headers: foreign }));
  const asks = policies.strangers.quota + 20;
  for (let i = 0; i < asks; i++)
    expect((await getWaves(requestOf(nobody, '/api/v1/waves'))).status).toBe(401);
  const rows = await listed(place);
  expect(rows).toHaveLength(policies.strangers.quota);
  expect(rows.at(-1)).toMatchObject({
    action: 'request.refuse',
    scope: { path: '/api/v1/purges' },
  });
  // The log has them all.
  expect(place.logged.filter(({ msg }) => msg === 'unauthenticated')).toHaveLength(asks);
});
