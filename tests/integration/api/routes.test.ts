// Every route file × every kind of caller, against the real engine. A new route without a row here fails.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import * as contract from '@/lib/contract';
import { roles, type Scope, scopes } from '@/lib/contract';
import { allows } from '@/server/auth/actor';
import { createFreshet, type Freshet } from '@/server/freshet';
import {
  type Caller,
  nobody,
  problemIn,
  requestOf,
  type Sent,
  startConsole,
} from '../../support/console';
import { uniqueNamespace } from '../../support/redis';
import type { Row } from '../../support/route-row';
import { entryRows } from './rows-entries';
import { prepareWarms, warmRows } from './rows-warms';
import { eventRows, prepareEvents } from './rows-events';
import { preparePreviews, previewRows } from './rows-previews';
import { prepareSettings, settingRows } from './rows-settings';

const tag = 'category:shoes/{a} 🦊';
const key = 'listing:shoes/1?page={2}🦊';
const namespace = uniqueNamespace('routes');
let engine: Freshet;
let waveId = '';
let warmId = '';
let tokenId = '';

const targets = { tags: [tag] };
const open = 'viewer';
const rows: Row[] = [
  ...eventRows,
  ...settingRows,
  {
    route: 'audit',
    method: 'GET',
    path: () => '/audit?limit=5',
    role: open,
    scope: 'audit:read',
    answer: contract.auditPageSchema,
  },
  {
    route: 'audit/verify',
    method: 'GET',
    path: () => '/audit/verify',
    role: open,
    scope: 'audit:read',
    answer: contract.chainCheckSchema,
  },
  ...entryRows(key),
  ...warmRows(() => waveId),
  {
    route: 'events',
    method: 'POST',
    path: () => '/events',
    body: () => ({ type: 'updated', entity: 'product', id: 7, eventId: crypto.randomUUID() }),
    role: 'operator',
    scope: 'events:write',
    answer: contract.eventResultSchema.extend({ auditId: z.string() }),
  },
  {
    route: 'graph',
    method: 'GET',
    path: () => `/graph?focus=${encodeURIComponent(`tag:${tag}`)}`,
    role: open,
    scope: 'graph:read',
    answer: contract.graphViewSchema,
  },
  {
    route: 'graph/count',
    method: 'GET',
    path: () => `/graph/count?select=${encodeURIComponent('type:listing+ state:fresh')}`,
    role: open,
    scope: 'graph:read',
    answer: contract.graphCountSchema,
  },
  ...previewRows(key),
  {
    route: 'purges',
    method: 'POST',
    path: () => '/purges',
    body: () => ({ targets: { keys: ['nothing:here'] }, mode: 'soft' }),
    role: 'operator',
    scope: 'purge:selective',
    answer: contract.purgeResultSchema,
  },
  {
    route: 'session',
    method: 'GET',
    path: () => '/session',
    role: open,
    scope: 'graph:read',
    answer: contract.sessionSchema,
    noTokens: true,
  },
  {
    route: 'stats',
    method: 'GET',
    path: () => '/stats?windowMs=3600000',
    role: open,
    scope: 'graph:read',
    answer: contract.statsSchema,
  },
  {
    route: 'tags',
    method: 'GET',
    path: () => '/tags?search=shoes',
    role: open,
    scope: 'graph:read',
    answer: contract.tagsPageSchema,
  },
  {
    route: 'tags/[tag]/members',
    method: 'GET',
    path: () => `/tags/${encodeURIComponent(tag)}/members`,
    role: open,
    scope: 'entries:read',
    answer: contract.membersPageSchema,
  },
  {
    route: 'tokens',
    method: 'GET',
    path: () => '/tokens',
    role: 'admin',
    scope: 'admin',
    answer: contract.tokensPageSchema,
  },
  {
    route: 'tokens',
    method: 'POST',
    path: () => '/tokens',
    body: () => ({ name: 'ci', scopes: ['events:write'] }),
    role: 'admin',
    scope: 'admin',
    status: 201,
    answer: contract.createTokenResultSchema,
  },
  {
    route: 'tokens/[id]',
    method: 'DELETE',
    path: () => `/tokens/${tokenId}`,
    role: 'admin',
    scope: 'admin',
    answer: contract.revokeTokenResultSchema,
  },
  {
    route: 'warms',
    method: 'POST',
    path: () => '/warms',
    body: () => ({ targets: { keys: [key] } }),
    role: 'operator',
    scope: 'warm:write',
    status: 202,
    answer: contract.warmResultSchema,
  },
  {
    route: 'warms/[id]',
    method: 'GET',
    path: () => `/warms/${warmId}`,
    role: open,
    scope: 'warm:write',
    answer: contract.warmJobSchema,
  },
  {
    route: 'waves',
    method: 'GET',
    path: () => '/waves?limit=5',
    role: open,
    scope: 'graph:read',
    answer: contract.wavesPageSchema,
  },
  {
    route: 'waves/[id]',
    method: 'GET',
    path: () => `/waves/${waveId}`,
    role: open,
    scope: 'graph:read',
    answer: contract.waveSchema,
  },
];
/** Answers that are no JSON document, or need nobody; each with where it is tested. */
const elsewhere = {
  'api/v1/previews/[id]/entries.csv GET': 'tests/integration/api/previews.test.ts',
  'api/v1/stream GET': 'tests/unit/http/sse.test.ts',
  'api/auth/[...all] GET': 'tests/unit/auth/sign-in.test.ts',
  'api/auth/[...all] POST': 'tests/unit/auth/sign-in.test.ts',
  'api/v1/audit/export.csv GET': 'tests/unit/http/audit-export.test.ts',
  'api/v1/audit/export.jsonl GET': 'tests/unit/http/audit-export.test.ts',
  'api/v1/openapi.json GET': 'tests/integration/api/reference.test.ts',
  'healthz GET': 'below',
  'readyz GET': 'below',
};

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
type Handlers = Partial<Record<string, (request: Request) => Promise<Response> | Response>>;
const load = async (route: string): Promise<Handlers> =>
  import(/* @vite-ignore */ join(process.cwd(), 'app', route, 'route.ts'));

async function call(row: Row, caller: Caller): Promise<Response> {
  const handler = (await load(`api/v1/${row.route}`))[row.method];
  if (!handler) throw new Error(`${row.route} has no ${row.method}`);
  const sent: Sent = { method: row.method, ...(row.body && { body: row.body() }) };
  return handler(requestOf(caller, `/api/v1${row.path()}`, sent));
}

const start = () =>
  startConsole({ env: { REDIS_URL: inject('redisUrl'), FRESHET_NAMESPACE: namespace } });

beforeAll(async () => {
  engine = createFreshet({ redis: inject('redisUrl'), namespace });
  await engine.ready();
  await engine.set('product:7', { price: 1 }, { ttl: 600, tags: ['brand:x'] });
  await engine.set(key, 'page', { ttl: 600, tags: [tag], dependencies: ['product:1'] });
  waveId = (await engine.invalidateByKey('product:2', { reason: 'to have one' })).id;
  await prepareWarms({ redis: inject('redisUrl'), namespace });
  warmId = (await engine.warm([key])).id;
});
afterAll(() => engine.close());

test('every route has a row', async () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .map((file) => file.replace(/\/route\.tsx?$/, ''));
  const found: string[] = [];
  for (const file of files)
    for (const name of Object.keys(await load(file)))
      if (methods.includes(name)) found.push(`${file} ${name}`);
  const told = rows.map((row) => `api/v1/${row.route} ${row.method}`);
  expect(found.toSorted()).toEqual([...told, ...Object.keys(elsewhere)].toSorted());
});

describe.each(rows)('$method /api/v1/$route', (row) => {
  const expectForbidden = async (answer: Response) =>
    expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  async function expectAnswer(answer: Response): Promise<void> {
    const body: unknown = await answer.json();
    expect([answer.status, body]).toEqual([row.status ?? 200, expect.anything()]);
    // Strict: what the contract does not name must not leave the server either.
    expect(row.answer.parse(body)).toEqual(body);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  async function prepare() {
    const place = await start();
    const admin = await place.user('admin');
    const created = await (await load('api/v1/tokens')).POST?.(
      requestOf(admin, '/api/v1/tokens', { body: { name: 'victim', scopes: ['admin'] } }),
    );
    tokenId = contract.createTokenResultSchema.parse(await created?.json()).token.id;
    await prepareEvents(admin);
    await preparePreviews(admin, targets);
    await prepareSettings(admin);
    return place;
  }

  test('refuses nobody with a problem', async () => {
    await start();
    expect(await problemIn(await call(row, nobody))).toMatchObject({ status: 401 });
  });

  test.each(roles)('%s', async (role) => {
    const place = await prepare();
    const answer = await call(row, await place.user(role));
    const may = roles.indexOf(role) >= roles.indexOf(row.role);
    await (may ? expectAnswer(answer) : expectForbidden(answer));
  });

  test('a token with its scope may, one with all scopes that do not give it may not', async () => {
    const place = await prepare();
    const gives = (scope: Scope) =>
      allows(
        { kind: 'token', id: '', name: '', scopes: [scope], via: 'bearer' },
        { role: row.role, scope: row.scope },
      );
    await expectForbidden(
      await call(row, await place.token(scopes.filter((scope) => !gives(scope)))),
    );
    const answer = await call(row, await place.token([row.scope]));
    await (row.noTokens ? expectForbidden(answer) : expectAnswer(answer));
  });
});

describe('probes', () => {
  const probe = async (route: string, caller: Caller = nobody) => {
    const answer = await (await load(route)).GET?.(requestOf(caller, `/${route}`));
    return { status: answer?.status, body: await answer?.json() };
  };

  test('ready: stores that answer are told to everyone, their details to people who are signed in', async () => {
    const place = await start();
    const ready = await probe('readyz');
    expect(ready.status).toBe(200);
    expect(contract.healthSchema.parse(ready.body)).toMatchObject({
      ok: true,
      redis: { ok: true, version: null },
      namespace: '',
    });
    const told = await probe('readyz', await place.user('viewer'));
    expect(told.body).toMatchObject({
      namespace,
      redis: { version: expect.any(String), evictionPolicy: expect.any(String) },
    });
  });

  test('not ready without Redis or without the database, and alive all the same', async () => {
    const place = await startConsole({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    expect(await probe('readyz')).toMatchObject({
      status: 503,
      body: { ok: false, redis: { ok: false }, database: { ok: true } },
    });
    await place.container.db.close();
    expect((await probe('readyz')).body).toMatchObject({ database: { ok: false } });
    expect(await probe('healthz')).toEqual({ status: 200, body: { ok: true } });
  });
});
