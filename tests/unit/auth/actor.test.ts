import { describe, expect, test } from 'vitest';
import { GET as getTokens } from '@/app/api/v1/tokens/route';
import { POST as postPreview } from '@/app/api/v1/previews/route';
import { roles, scopes } from '@/lib/contract';
import { type Actor, allows } from '@/server/auth/actor';
import { trustedOrigins } from '@/server/auth/origins';
import { nobody, origin, problemIn, requestOf, startConsole } from '../../support/console';
import { fakeCache, impactOf } from '../../support/fake-cache';

const user = (role: (typeof roles)[number]): Actor => ({
  kind: 'user',
  id: '1',
  name: 'u',
  email: 'u@x.test',
  role,
  via: 'session',
  session: null,
});
const token = (...held: (typeof scopes)[number][]): Actor => ({
  kind: 'token',
  id: '1',
  name: 't',
  scopes: held,
  via: 'bearer',
});

describe('who may do what', () => {
  test('a role may do what lower roles may, and nothing of higher ones', () => {
    const table = roles.map((have) =>
      roles.map((need) => allows(user(have), { role: need, scope: 'admin' })),
    );
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  test('a token may do what its scopes name; purge:all also selective, admin all', () => {
    const held = (have: (typeof scopes)[number]) =>
      scopes.filter((scope) => allows(token(have), { role: 'viewer', scope }));
    for (const scope of scopes.filter((name) => name !== 'purge:all' && name !== 'admin'))
      expect(held(scope)).toEqual([scope]);
    expect(held('purge:all')).toEqual(['purge:selective', 'purge:all']);
    expect(held('admin')).toEqual([...scopes]);
    expect(allows(token(), { role: 'viewer', scope: 'graph:read' })).toBe(false);
  });
});

describe('the origin of a request with a session', () => {
  const body = { targets: { tags: ['x'] } };
  const cache = fakeCache({ preview: async () => impactOf(1) });

  test.each([
    ['missing', '', 'origin-missing'],
    ['foreign', 'https://evil.example', 'origin-foreign'],
    ['opaque', 'null', 'origin-foreign'],
    ['another port', 'http://localhost:3001', 'origin-foreign'],
    ['a longer name', 'http://localhost:3000.evil.example', 'origin-foreign'],
  ])('%s is refused', async (_what, given, code) => {
    const viewer = await (await startConsole({ cache })).user('viewer');
    const request = requestOf(viewer, '/api/v1/previews', { body, headers: { origin: given } });
    expect(await problemIn(await postPreview(request))).toMatchObject({ status: 403, code });
  });

  test('ours passes, also under a loopback name of the same port', async () => {
    const viewer = await (await startConsole({ cache })).user('viewer');
    for (const given of [origin, 'http://127.0.0.1:3000']) {
      const request = requestOf(viewer, '/api/v1/previews', { body, headers: { origin: given } });
      expect((await postPreview(request)).status).toBe(201);
    }
  });

  test('a public address has no other name', () => {
    expect(trustedOrigins('https://cache.example.com/console')).toEqual([
      'https://cache.example.com',
    ]);
    expect(trustedOrigins('http://[::1]:3000')).toContain('http://localhost:3000');
  });

  test('a bearer token needs none, and stands before a session', async () => {
    const place = await startConsole({ cache });
    const machine = await place.token(['preview:write']);
    expect((await postPreview(requestOf(machine, '/api/v1/previews', { body }))).status).toBe(201);
    const both = { headers: { ...(await place.user('admin')).headers, ...machine.headers } };
    const answer = await getTokens(requestOf(both, '/api/v1/tokens'));
    expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('who is nobody', () => {
  const ask = (headers: Record<string, string>) =>
    getTokens(requestOf({ headers }, '/api/v1/tokens'));

  test('no session, a forged one and an ended one are refused with a problem', async () => {
    const place = await startConsole();
    const admin = await place.user('admin');
    const missing = await getTokens(requestOf(nobody, '/api/v1/tokens'));
    expect(missing.headers.get('www-authenticate')).toContain('Bearer');
    expect(await problemIn(missing)).toMatchObject({
      status: 401,
      code: 'unauthenticated',
      type: '/docs/problems#unauthenticated',
      instance: '/api/v1/tokens',
      requestId: missing.headers.get('x-request-id'),
    });
    const forged = await ask({ cookie: `${admin.headers.cookie}x` });
    expect(await problemIn(forged)).toMatchObject({ code: 'unauthenticated' });
    expect((await ask(admin.headers)).status).toBe(200);
    await place.container.db.sql.deleteFrom('session').execute();
    expect(await problemIn(await ask(admin.headers))).toMatchObject({ code: 'unauthenticated' });
  });

  test('a role that was taken away, and an account that was closed, count at once', async () => {
    const place = await startConsole();
    const admin = await place.user('admin');
    await place.container.db.sql.updateTable('user').set({ role: 'viewer' }).execute();
    expect(await problemIn(await ask(admin.headers))).toMatchObject({ code: 'forbidden' });
    await place.container.db.sql.updateTable('user').set({ role: 'admin', banned: 1 }).execute();
    expect(await problemIn(await ask(admin.headers))).toMatchObject({ code: 'unauthenticated' });
  });

  test('a bad, an expired and an under-scoped token are refused with a problem', async () => {
    const place = await startConsole();
    const code = async (headers: Record<string, string>) =>
      (await problemIn(await ask(headers))).code;
    expect(await code({ authorization: 'Bearer nonsense' })).toBe('token-invalid');
    expect(await code({ authorization: 'Basic YTpi' })).toBe('token-invalid');
    expect(await code({ authorization: `Bearer frs_${'a'.repeat(43)}` })).toBe('token-invalid');
    const expired = await place.token(['admin'], new Date(Date.now() - 1));
    expect(await code(expired.headers)).toBe('token-expired');
    expect(await code((await place.token(['graph:read'])).headers)).toBe('forbidden');
    expect((await ask((await place.token(['admin'])).headers)).status).toBe(200);
  });

  test('while the database is away nobody is anybody, and it is said so', async () => {
    const place = await startConsole();
    const admin = await place.user('admin');
    await place.container.db.close();
    expect(await problemIn(await ask(admin.headers))).toMatchObject({
      status: 503,
      code: 'database-unavailable',
    });
  });
});
