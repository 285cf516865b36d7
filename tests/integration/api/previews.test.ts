// A preview from the list to the purge, against the real engine.
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { GET as getAffected } from '@/app/api/v1/previews/[id]/affected/route';
import { POST as postApply } from '@/app/api/v1/previews/[id]/apply/route';
import { GET as getDrift } from '@/app/api/v1/previews/[id]/drift/route';
import { GET as getCsv } from '@/app/api/v1/previews/[id]/entries.csv/route';
import { GET as getPreview } from '@/app/api/v1/previews/[id]/route';
import { POST as postShare } from '@/app/api/v1/previews/[id]/share/route';
import { POST as postPreview } from '@/app/api/v1/previews/route';
import { POST as postRule } from '@/app/api/v1/rules/route';
import {
  affectedSchema,
  applyPreviewResultSchema,
  createPreviewResultSchema,
  previewDriftSchema,
  previewSchema,
  sharePreviewResultSchema,
} from '@/lib/contract';
import { createFreshet, type Freshet } from '@/server/freshet';
import {
  type Caller,
  nobody,
  problemIn,
  requestOf,
  startConsole,
  type TestConsole,
} from '../../support/console';
import { uniqueNamespace } from '../../support/redis';

let place: TestConsole;
let shop: Freshet;
let viewer: Caller;
let operator: Caller;
const shops: Freshet[] = [];

beforeEach(async () => {
  const namespace = uniqueNamespace('previews');
  const redis = inject('redisUrl');
  shop = createFreshet({ redis, namespace });
  shops.push(shop);
  await shop.ready();
  place = await startConsole({ env: { REDIS_URL: redis, FRESHET_NAMESPACE: namespace } });
  await place.container.cache.ready();
  viewer = await place.user('viewer');
  operator = await place.user('operator');
  for (const id of [1, 2, 3])
    await shop.getWithSWR(`product:${id}`, () => ({ id }), { ttl: 600, tags: [`brand:${id}`] });
  await shop.getWithSWR('listing:shoes', () => shop.get('product:1'), { ttl: 600 });
  await shop.getWithSWR('home', () => shop.get('listing:shoes'), { ttl: 600 });
  await shop.set('imprint', 'text', { ttl: 600 });
});
afterAll(async () => {
  for (const one of shops) await one.close();
});

const change = { entity: 'product', kind: 'price', ids: ['1', '2'] };
async function make(body: unknown = { change }, caller = viewer) {
  const answer = await postPreview(requestOf(caller, '/api/v1/previews', { body }));
  expect([answer.status, await answer.clone().text()]).toEqual([201, expect.anything()]);
  return createPreviewResultSchema.parse(await answer.json()).preview;
}
const apply = (id: string, body: unknown, caller = operator) =>
  postApply(requestOf(caller, `/api/v1/previews/${id}/apply`, { body }));
const driftOf = async (id: string) =>
  previewDriftSchema.parse(
    await (await getDrift(requestOf(viewer, `/api/v1/previews/${id}/drift`))).json(),
  );

describe('a preview', () => {
  test('counts what changes would reach, and stays as it was computed', async () => {
    const preview = await make({ change: { ...change, ids: ['1', '2', '99', '1'] } });
    expect(preview).toMatchObject({
      createdBy: 'viewer',
      subject: { entity: 'product', kind: 'price', count: 3, sample: ['1', '2', '99'] },
      scope: '3 × product',
      unmatched: { count: 1, sample: ['99'] },
      impact: { total: 4, surveyed: 6, unknown: 1 },
      hints: null,
    });
    const home = preview.impact.sample.find((one) => one.key === 'home');
    expect(home).toMatchObject({ path: ['key:product:1', 'key:listing:shoes'] });
    await shop.invalidateByKey('product:1');
    const again = await getPreview(requestOf(operator, `/api/v1/previews/${preview.id}`));
    expect(previewSchema.parse(await again.json())).toEqual(preview);
  });

  test('is told from what it would be now', async () => {
    const { id } = await make();
    expect(await driftOf(id)).toMatchObject({ seen: 4, now: 4, same: true, drifted: false });
    await shop.set('page:new', 1, { ttl: 600, dependencies: ['product:2'] });
    expect(await driftOf(id)).toMatchObject({ seen: 4, now: 5, same: false, drifted: true });
    await shop.invalidateByKey('product:1', { mode: 'hard' });
    expect(await driftOf(id)).toMatchObject({ now: 2, same: false, drifted: false });
  });

  test('whose time has passed is gone', async () => {
    const { id } = await make();
    await place.container.db.sql
      .updateTable('preview')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .execute();
    const answer = await getPreview(requestOf(viewer, `/api/v1/previews/${id}`));
    expect(await problemIn(answer)).toMatchObject({ status: 404 });
    await make();
    expect(await place.container.db.sql.selectFrom('preview').select('id').execute()).toHaveLength(
      1,
    );
  });

  test('that matches nothing names what is cached under similar names', async () => {
    const typo = await make({ change: { ...change, entity: 'prodcut' } });
    expect(typo).toMatchObject({ impact: { total: 0 }, hints: { types: ['product'] } });
    const spelling = await make({ change: { ...change, entity: 'brnd', ids: ['2'] } });
    expect(spelling.hints?.tags).toContain('brand:2');
  });

  test('reaches what the rules make of the event, and says when they make nothing of it', async () => {
    const admin = await place.user('admin');
    const rule = { name: 'ranges', entity: 'range', types: ['price.*'], tags: ['brand:{id}'] };
    expect((await postRule(requestOf(admin, '/api/v1/rules', { body: rule }))).status).toBe(201);
    const ranged = await make({ change: { ...change, entity: 'range', ids: ['2'] } });
    expect(ranged.impact.sample.map((one) => one.key)).toEqual(['product:2']);
    // Control: the rule is for prices.
    const stock = { change: { ...change, entity: 'range', ids: ['2'], kind: 'stock' } };
    expect(await make(stock)).toMatchObject({ impact: { total: 0 } });
    await place.container.db.sql.updateTable('event_rule').set({ enabled: 0 }).execute();
    const answer = await postPreview(requestOf(viewer, '/api/v1/previews', { body: { change } }));
    expect(await problemIn(answer)).toMatchObject({
      status: 400,
      errors: [{ pointer: '/change/entity', detail: expect.stringContaining('no rule names') }],
    });
  });

  test('takes 10,000 ids at once, and no more', async () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => String(i));
    expect(await make({ change: { ...change, ids } })).toMatchObject({
      impact: { total: 5 },
      unmatched: { count: 9_997 },
    });
    const body = { change: { ...change, ids: [...ids, 'x'] } };
    const answer = await postPreview(requestOf(viewer, '/api/v1/previews', { body }));
    expect(await problemIn(answer)).toMatchObject({
      status: 400,
      errors: [{ pointer: '/change/ids', detail: expect.stringContaining('split the list') }],
    });
  });
});

describe('applying a preview', () => {
  test('purges what it showed', async () => {
    const preview = await make();
    const answer = await apply(preview.id, { reason: 'new prices', mode: 'hard' });
    const { wave } = applyPreviewResultSchema.parse(await answer.json());
    expect(wave).toMatchObject({ invalidated: preview.impact.total, cause: { kind: 'purge' } });
    expect(await shop.get('home')).toBeNull();
    expect(await shop.get('imprint')).toBe('text');
    const { rows } = await place.container.audit.list({ limit: 1 });
    expect(rows).toMatchObject([
      {
        action: 'preview.apply',
        outcome: 'done',
        waveId: wave.id,
        impact: { total: 4 },
        scope: { previewId: preview.id, subject: { entity: 'product', count: 2 } },
      },
    ]);
  });

  test('is refused once the set has grown by more than a tenth, until the new impact was seen', async () => {
    const { id } = await make();
    await shop.set('page:new', 1, { ttl: 600, dependencies: ['product:2'] });
    const body = { reason: 'new prices', mode: 'hard' };
    const problem = await problemIn(await apply(id, body));
    expect(problem).toMatchObject({ status: 409, code: 'preview-drifted', impact: { total: 5 } });
    expect(await shop.get('home')).not.toBeNull();
    const { fingerprint } = problem.impact as { fingerprint: string };
    expect((await apply(id, { ...body, fingerprint })).status).toBe(200);
  });

  test('asks for what the ladder asks for, and for the role', async () => {
    const { id } = await make();
    expect(await problemIn(await apply(id, {}))).toMatchObject({ code: 'reason-required' });
    expect(await problemIn(await apply(id, { reason: 'x' }, viewer))).toMatchObject({
      status: 403,
    });
    expect(await problemIn(await apply('p_none', { reason: 'x' }))).toMatchObject({ status: 404 });
    expect(await shop.get('home')).not.toBeNull();
  });
});

test('every affected entry is in the file, with depth and reason', async () => {
  await shop.set('product:=cmd', 1, { ttl: 600, tags: ['product:1'] });
  const { id } = await make();
  const answer = await getCsv(requestOf(viewer, `/api/v1/previews/${id}/entries.csv`));
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await answer.text()).replace('\ufeff', '').trim().split('\r\n');
  expect(lines[0]).toBe('key,type,depth,state,reads_last_hour,load_ms,reason,path');
  expect(lines).toHaveLength(6);
  expect(lines.find((line) => line.startsWith('home,'))).toMatch(
    /^home,home,2,fresh,0,[\d.]+,"shows listing shoes, which shows product 1",key:product:1 > key:listing:shoes$/,
  );
  const refused = await getCsv(requestOf(nobody, `/api/v1/previews/${id}/entries.csv`));
  expect(await problemIn(refused)).toMatchObject({ status: 401 });
  const machine = await place.token(['graph:read']);
  const wrong = await getCsv(requestOf(machine, `/api/v1/previews/${id}/entries.csv`));
  expect(await problemIn(wrong)).toMatchObject({ status: 403 });
  const none = await getCsv(requestOf(viewer, '/api/v1/previews/p_none/entries.csv'));
  expect(await problemIn(none)).toMatchObject({ status: 404 });
});

test('a page is asked for by its key or its address', async () => {
  const { id } = await make();
  const ask = async (page: string) => {
    const path = `/api/v1/previews/${id}/affected?page=${encodeURIComponent(page)}`;
    return affectedSchema.parse(await (await getAffected(requestOf(viewer, path))).json());
  };
  expect(await ask('home')).toMatchObject({
    exact: true,
    entries: [{ key: 'home', affected: true, path: ['key:product:1', 'key:listing:shoes'] }],
  });
  expect(await ask('https://shop.example/c/shoes?page=1')).toMatchObject({
    exact: false,
    entries: [{ key: 'listing:shoes', affected: true }],
  });
  expect((await ask('product:3')).entries).toMatchObject([{ affected: false, why: 'independent' }]);
  expect((await ask('imprint')).entries).toMatchObject([{ affected: false, why: 'unlinked' }]);
  expect(await ask('/nowhere')).toMatchObject({ exact: false, entries: [] });
});

test('a share link names its end, and is on record without being in it', async () => {
  const { id } = await make();
  const answer = await postShare(
    requestOf(viewer, `/api/v1/previews/${id}/share`, { body: { expiresInHours: 2 } }),
  );
  const { url, expiresAt } = sharePreviewResultSchema.parse(await answer.json());
  const token = url.slice(url.lastIndexOf('/') + 1);
  expect(place.container.links.read(token)).toMatchObject({ previewId: id });
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);
  const { rows } = await place.container.audit.list({ limit: 1 });
  expect(rows).toMatchObject([{ action: 'preview.share', outcome: 'done' }]);
  expect(JSON.stringify(rows)).not.toContain(token);
});
