// One entry through the API: as a shop in another language uses it, and as a person looks at it.
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import * as contract from '@/lib/contract';
import { createFreshet, type Freshet } from '@/server/freshet';
import { DELETE, GET, PUT } from '@/app/api/v1/entries/[...key]/route';
import { GET as EXPLAIN } from '@/app/api/v1/entries/[key]/explain/route';
import { POST as REVEAL } from '@/app/api/v1/entries/[key]/reveal/route';
import { GET as SELECTION } from '@/app/api/v1/entry-selection/route';
import { GET as AUDIT } from '@/app/api/v1/audit/route';
import { POST as PURGE } from '@/app/api/v1/purges/route';
import { DELETE as ABORT, GET as JOB } from '@/app/api/v1/purges/[id]/route';
import { problemIn, requestOf, startConsole } from '../../support/console';
import { uniqueNamespace } from '../../support/redis';

const namespace = uniqueNamespace('api-entries');
let engine: Freshet;
beforeAll(async () => {
  engine = createFreshet({ redis: inject('redisUrl'), namespace });
  await engine.ready();
});
afterAll(() => engine.close());

const start = () =>
  startConsole({ env: { REDIS_URL: inject('redisUrl'), FRESHET_NAMESPACE: namespace } });
const pathOf = (key: string, suffix = '') => `/api/v1/entries/${encodeURIComponent(key)}${suffix}`;

test('a value put by one service is read by another, with its age, and gone after a delete', async () => {
  const place = await start();
  const writer = await place.token(['entries:read', 'entries:write', 'purge:selective']);
  const key = 'cart/explain:7 🦊';
  const body = { value: { items: [1, 2] }, ttl: 60, tags: ['cart'] };
  const put = await PUT(requestOf(writer, pathOf(key), { method: 'PUT', body }));
  expect(await put.json()).toMatchObject({ stored: true });
  expect(await engine.get(key)).toEqual({ items: [1, 2] });
  const read = await GET(requestOf(writer, pathOf(key)));
  expect(read.headers.get('cache-status')).toMatch(/^freshet; hit; ttl=(59|60)$/);
  expect(await read.json()).toMatchObject({ key, state: 'fresh', value: { items: [1, 2] } });
  const gone = await DELETE(requestOf(writer, pathOf(key), { method: 'DELETE' }));
  expect(contract.deleteEntryResultSchema.parse(await gone.json()).wave.invalidated).toBe(1);
  expect((await GET(requestOf(writer, pathOf(key)))).status).toBe(404);
  const told = await EXPLAIN(requestOf(writer, pathOf(key, '/explain')));
  expect(await told.json()).toMatchObject({ key, reason: 'invalidated-key' });
});

test('what a put lacks is named with its field', async () => {
  const place = await start();
  const writer = await place.token(['entries:write']);
  const put = await PUT(requestOf(writer, pathOf('a:1'), { method: 'PUT', body: { ttl: -1 } }));
  const problem = await problemIn(put);
  expect(problem.errors?.map((error) => error.pointer).toSorted()).toEqual(['/ttl', '/value']);
});

test('the key of the address outranks one in the body', async () => {
  const place = await start();
  const writer = await place.token(['entries:write']);
  const body = { key: 'b:1', value: 1 };
  await PUT(requestOf(writer, pathOf('b:2'), { method: 'PUT', body }));
  expect(await engine.get('b:1')).toBeNull();
  expect(await engine.get('b:2')).toBe(1);
});

test('a person sees the value only by revealing it, and that is on record without the value', async () => {
  const place = await start();
  const viewer = await place.user('viewer');
  await engine.set('secret:1', { word: 'abracadabra' }, { ttl: 60 });
  const read: unknown = await (await GET(requestOf(viewer, pathOf('secret:1')))).json();
  expect(read).not.toHaveProperty('value');
  const reveal = await REVEAL(requestOf(viewer, pathOf('secret:1', '/reveal'), { method: 'POST' }));
  expect(await reveal.json()).toMatchObject({ value: { word: 'abracadabra' }, masked: 0 });
  const audit = await AUDIT(requestOf(viewer, '/api/v1/audit?action=entry.reveal'));
  const { rows } = contract.auditPageSchema.parse(await audit.json());
  expect(rows[0]).toMatchObject({
    action: 'entry.reveal',
    scope: { key: 'secret:1' },
    outcome: 'done',
  });
  expect(JSON.stringify(rows)).not.toContain('abracadabra');
  const missing = await REVEAL(
    requestOf(viewer, pathOf('secret:2', '/reveal'), { method: 'POST' }),
  );
  expect((await problemIn(missing)).status).toBe(404);
});

test('a selection is the shortest targets that mean all that match', async () => {
  const place = await start();
  const viewer = await place.user('viewer');
  await engine.set('chosen:1', 1, { ttl: 60, tags: ['choice'] });
  await engine.set('home', 1, { ttl: 60 });
  await engine.set('chosen:2', 1, { ttl: 60, tags: ['choice'] });
  const select = async (query: string): Promise<unknown> =>
    (await SELECTION(requestOf(viewer, `/api/v1/entry-selection?${query}`))).json();
  expect(await select('tag=choice')).toEqual({ targets: { tags: ['choice'] }, total: 2 });
  expect(await select('type=chosen')).toEqual({ targets: { prefix: 'chosen:' }, total: 2 });
  expect(await select('tag=choice&search=n:2')).toEqual({
    targets: { keys: ['chosen:2'] },
    total: 1,
  });
  expect(await select('search=nothing-like-it')).toEqual({ targets: null, total: 0 });
  expect(await select('type=home')).toEqual({ targets: { keys: ['home'] }, total: 1 });
  expect(await select('type=none')).toEqual({ targets: null, total: 0 });
});

test('a purge that warms the busiest again is a job, found by its wave', async () => {
  const place = await start();
  const operator = await place.user('operator');
  await engine.set('warmed:1', 1, { ttl: 60, swr: 60, tags: ['rewarm'] });
  const body = { targets: { tags: ['rewarm'] }, mode: 'soft', warmBusiest: 10 };
  const answer = await PURGE(requestOf(operator, '/api/v1/purges', { body }));
  expect(answer.status).toBe(202);
  const { wave, warm } = contract.purgeResultSchema.parse(await answer.json());
  expect(warm).toMatchObject({ total: 1, state: 'waiting' });
  expect(answer.headers.get('location')).toBe(`/api/v1/purges/${wave.id}`);
  const path = `/api/v1/purges/${wave.id}`;
  const job: unknown = await (await JOB(requestOf(operator, path))).json();
  expect(job).toMatchObject({ wave: { invalidated: 1 }, warm: { id: warm?.id } });
  const ended = await ABORT(requestOf(operator, path, { method: 'DELETE' }));
  // What was invalidated stays so; the warming had not begun.
  expect(await ended.json()).toMatchObject({ wave: { invalidated: 1 }, warm: null });
});
