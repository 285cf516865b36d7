// What people and machines do with the API, against the real engine.
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { GET as getAudit } from '@/app/api/v1/audit/route';
import { POST as postEvent } from '@/app/api/v1/events/route';
import { POST as postPreview } from '@/app/api/v1/previews/route';
import { POST as postPurge } from '@/app/api/v1/purges/route';
import { GET as getStream } from '@/app/api/v1/stream/route';
import { GET as getWarm } from '@/app/api/v1/warms/[id]/route';
import { POST as postWarm } from '@/app/api/v1/warms/route';
import {
  auditPageSchema,
  createPreviewResultSchema,
  eventResultSchema,
  impactSchema,
  purgeResultSchema,
  warmJobSchema,
  warmResultSchema,
} from '@/lib/contract';
import { createFreshet, type Freshet } from '@/server/freshet';
import { problemIn, requestOf, startConsole, type TestConsole } from '../../support/console';
import { uniqueNamespace, waitFor } from '../../support/redis';

let place: TestConsole;
let shop: Freshet;
const shops: Freshet[] = [];
const tag = 'category:shoes/🦊';

beforeEach(async () => {
  const namespace = uniqueNamespace('flow');
  const redis = inject('redisUrl');
  shop = createFreshet({ redis, namespace });
  shops.push(shop);
  await shop.ready();
  place = await startConsole({ env: { REDIS_URL: redis, FRESHET_NAMESPACE: namespace } });
  await place.container.cache.ready();
  for (const id of [1, 2, 3]) await shop.set(`listing:${id}`, id, { ttl: 600, tags: [tag] });
  await shop.getWithSWR('home', async () => shop.get('listing:1'), { ttl: 600 });
});
afterAll(async () => {
  for (const one of shops) await one.close();
});
const targets = { tags: [tag] };

test('the preview shows the impact that the purge then has, and the audit row says both', async () => {
  const operator = await place.user('operator');
  const previewed = await postPreview(
    requestOf(operator, '/api/v1/previews', { body: { targets } }),
  );
  expect(previewed.status).toBe(201);
  const { preview } = createPreviewResultSchema.parse(await previewed.json());
  expect(preview.impact.total).toBe(4);
  const { fingerprint } = preview.impact;
  const body = { targets, reason: 'new prices', fingerprint };
  const purged = await postPurge(requestOf(operator, '/api/v1/purges', { body }));
  const { wave, auditId } = purgeResultSchema.parse(await purged.json());
  expect(wave).toMatchObject({ invalidated: 4, cause: { kind: 'purge', reason: 'new prices' } });
  expect(await shop.get('home')).toBeNull();
  const listed = await getAudit(requestOf(operator, `/api/v1/audit?search=${wave.id}`));
  expect(auditPageSchema.parse(await listed.json()).rows).toMatchObject([
    { id: auditId, waveId: wave.id, outcome: 'done', impact: { total: 4 }, reason: 'new prices' },
  ]);
});

test('a set that has grown since the preview is not purged', async () => {
  const operator = await place.user('operator');
  const { fingerprint } = await shop.preview(targets);
  await shop.set('listing:4', 4, { ttl: 600, tags: [tag] });
  const body = { targets, reason: 'new prices', fingerprint };
  const answer = await postPurge(requestOf(operator, '/api/v1/purges', { body }));
  const problem = await problemIn(answer);
  expect(problem).toMatchObject({ status: 409, code: 'preview-drifted' });
  expect(impactSchema.parse(problem.impact).total).toBe(5);
  expect(await shop.get('listing:4')).toBe(4);
});

test('an event acts once, however often it is delivered', async () => {
  await shop.set('product:42', { price: 1 }, { ttl: 600 });
  const machine = await place.token(['events:write']);
  const event = { type: 'updated', entity: 'product', id: 42, eventId: crypto.randomUUID() };
  const deliver = async () =>
    eventResultSchema.parse(
      await (await postEvent(requestOf(machine, '/api/v1/events', { body: event }))).json(),
    );
  const first = await deliver();
  expect(first).toMatchObject({ duplicate: false, wave: { invalidated: 1 } });
  await shop.set('product:42', { price: 2 }, { ttl: 600 });
  const second = await deliver();
  expect(second).toMatchObject({ duplicate: true, wave: { id: first.wave?.id } });
  expect(await shop.get('product:42')).toEqual({ price: 2 });
});

test('a warm reloads what a purge removed, and its job can be followed', async () => {
  const loaded: string[] = [];
  shop.define('listing', {
    key: 'listing:{id}',
    warm: 'registered',
    tags: () => [tag],
    load: ({ id }: { id: string }) => {
      loaded.push(id);
      return id;
    },
  });
  const operator = await place.user('operator');
  await shop.invalidateByTag(tag, { mode: 'hard' });
  const started = await postWarm(requestOf(operator, '/api/v1/warms', { body: { targets } }));
  expect(started.status).toBe(202);
  const { job } = warmResultSchema.parse(await started.json());
  const location = started.headers.get('location') ?? '';
  expect(location).toContain(encodeURIComponent(job.id));
  const done = await waitFor(
    'the warm',
    async () => {
      const answer = warmJobSchema.parse(
        await (await getWarm(requestOf(operator, location))).json(),
      );
      return answer.state === 'completed' && answer;
    },
    { timeoutMs: 20_000, everyMs: 50 },
  );
  expect(loaded.toSorted()).toEqual(['1', '2', '3']);
  expect(done.report).toMatchObject({ warmed: 3, failed: [] });
});

test('the stream tells waves of other processes and resumes where it was left', async () => {
  const viewer = await place.user('viewer');
  const listen = async (headers: Record<string, string> = {}) => {
    const answer = await getStream(requestOf(viewer, '/api/v1/stream', { headers }));
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const ids = () => [...text.matchAll(/^id: (.*)$/gm)].map(([, id = '']) => id);
    async function readUntil(count: number): Promise<string[]> {
      while (ids().length < count) text += (await reader?.read())?.value ?? '';
      return ids();
    }
    return { readUntil, text: () => text, leave: () => reader?.cancel() };
  };
  const live = await listen();
  const first = await shop.invalidateByKey('listing:1');
  const [left = ''] = await live.readUntil(1);
  expect(live.text()).toContain(first.id);
  await live.leave();
  const missed = [await shop.invalidateByKey('listing:2'), await shop.invalidateByKey('listing:3')];
  const again = await listen({ 'last-event-id': left });
  await again.readUntil(2);
  const told = [...again.text().matchAll(/"id":"(\w+)","sequence"/g)].map(([, id]) => id);
  expect(told).toEqual(missed.map((wave) => wave.id));
  await again.leave();
});
