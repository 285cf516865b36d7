// Server actions check by themselves: they are called here as Next calls them, with the request's headers.
import { beforeEach, expect, test, vi } from 'vitest';
import { claimSetupLink } from '@/app/actions/claim-setup';
import { previewImpact } from '@/app/actions/preview';
import { createSetupToken } from '@/server/auth/setup-link';
import { startConsole } from '../../support/console';
import { fakeCache, impactOf } from '../../support/fake-cache';

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => request.headers }));
beforeEach(() => {
  request.headers = new Headers();
});
const cache = fakeCache({ preview: async () => impactOf(7) });
const input = { targets: { tags: ['x'] } };

test('a preview needs a session and answers signed-in people of every role', async () => {
  const place = await startConsole({ cache });
  const refused = await previewImpact(input);
  expect(refused.data).toBeUndefined();
  expect(refused.serverError).toContain('Sign in');
  request.headers = new Headers((await place.user('viewer')).headers);
  expect((await previewImpact(input)).data).toMatchObject({ total: 7, targets: input.targets });
});

test('input that is not valid is told by field, and nothing is asked', async () => {
  const place = await startConsole({ cache: fakeCache({}) });
  request.headers = new Headers((await place.user('viewer')).headers);
  const answer = await previewImpact({ targets: { tags: [''] } });
  expect(JSON.stringify(answer.validationErrors)).toContain('1 to 512 bytes');
});

test('a failure is one sentence with a request id, its cause only in the log', async () => {
  const broken = fakeCache({
    preview: async () => {
      throw new Error('password=hunter2');
    },
  });
  const place = await startConsole({ cache: broken });
  request.headers = new Headers((await place.user('viewer')).headers);
  const { serverError = '' } = await previewImpact(input);
  expect(serverError).not.toContain('hunter2');
  const requestId = /\(request ([\w-]+)\)/.exec(serverError)?.[1];
  expect(place.logged.find((line) => line.err?.message.includes('hunter2'))).toMatchObject({
    requestId,
  });
});

test('the set-up link makes one administrator, is on record without its secrets, and then is spent', async () => {
  const place = await startConsole();
  const token = (await createSetupToken(place.container.db)) ?? '';
  const person = { name: 'Ada', email: 'Ada@example.com', password: 'correct horse battery' };
  const wrong = await claimSetupLink({ ...person, token: 'guess' });
  expect(wrong.serverError).toContain('setup link');
  expect((await claimSetupLink({ ...person, token })).data).toEqual({ email: 'ada@example.com' });
  const users = await place.container.db.sql.selectFrom('user').select('role').execute();
  expect(users).toEqual([{ role: 'admin' }]);
  expect((await claimSetupLink({ ...person, token })).serverError).toContain('setup link');
  const rows = await place.container.db.sql.selectFrom('audit').selectAll().execute();
  expect(rows.map((row) => row.outcome ?? row.kind)).toEqual([
    'refused',
    'intent',
    'done',
    'refused',
  ]);
  for (const secret of [token, person.password]) expect(JSON.stringify(rows)).not.toContain(secret);
});
