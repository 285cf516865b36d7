// A purge that waits for its time, against the real engine, with several console processes on one database.
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { POST as postPreview } from '@/app/api/v1/previews/route';
import { DELETE as deleteSchedule } from '@/app/api/v1/schedules/[id]/route';
import { GET as getSchedules, POST as postSchedule } from '@/app/api/v1/schedules/route';
import {
  createPreviewResultSchema,
  type ScheduleView,
  scheduleResultSchema,
  schedulesPageSchema,
} from '@/lib/contract';
import { createFreshet, type Freshet } from '@/server/freshet';
import { runSchedule } from '@/server/operations/run-schedule';
import { runSchedules } from '@/server/run-schedules';
import {
  type Caller,
  problemIn,
  requestOf,
  startConsole,
  type TestConsole,
} from '../../support/console';
import { forkScript } from '../../support/process';
import { uniqueNamespace, waitFor } from '../../support/redis';

let place: TestConsole;
let shop: Freshet;
let operator: Caller;
const shops: Freshet[] = [];

beforeEach(async () => {
  const namespace = uniqueNamespace('schedules');
  const redis = inject('redisUrl');
  shop = createFreshet({ redis, namespace });
  shops.push(shop);
  await shop.ready();
  place = await startConsole({ env: { REDIS_URL: redis, FRESHET_NAMESPACE: namespace } });
  await place.container.cache.ready();
  operator = await place.user('operator');
  await fill();
});
afterAll(async () => {
  for (const one of shops) await one.close();
});

async function fill(from = 1, to = 3): Promise<void> {
  for (let id = from; id <= to; id++) await shop.set(`product:${id}`, id, { ttl: 600 });
}
const later = (ms: number) => new Date(Date.now() + ms);
const listed = async () =>
  schedulesPageSchema.parse(
    await (await getSchedules(requestOf(operator, '/api/v1/schedules'))).json(),
  ).schedules;

async function preview(ids = ['1', '2', '3']) {
  const body = { change: { entity: 'product', kind: 'price', ids } };
  const answer = await postPreview(requestOf(operator, '/api/v1/previews', { body }));
  return createPreviewResultSchema.parse(await answer.json()).preview;
}
const send = async (more: Record<string, unknown> = {}, caller = operator) =>
  postSchedule(
    requestOf(caller, '/api/v1/schedules', {
      body: {
        previewId: (await preview()).id,
        runAt: later(3_600_000).toISOString(),
        mode: 'hard',
        reason: 'winter prices',
        ...more,
      },
    }),
  );
async function schedule(more: Record<string, unknown> = {}): Promise<ScheduleView> {
  const answer = await send(more);
  return scheduleResultSchema.parse(await answer.json()).schedule;
}
/** One that is due at once: the past minute is allowed, for forms that were looked at for a while. */
const due = (more: Record<string, unknown> = {}) =>
  schedule({ runAt: later(-1_000).toISOString(), ...more });
const settled = (id: string) =>
  waitFor(
    'the schedule to settle',
    async () => {
      const row = (await listed()).find((one) => one.id === id);
      return row && row.state !== 'waiting' && row.state !== 'running' && row;
    },
    { timeoutMs: 20_000, everyMs: 20 },
  );
const runHere = (now?: () => Date) =>
  runSchedules(place.container, runSchedule, { everyMs: 10, ...(now && { now }) });
const wavesOf = async () =>
  (await shop.waves()).waves.filter((wave) => wave.cause.kind === 'schedule');
const fork = () =>
  forkScript('tests/support/scripts/schedule-runner.ts', [
    place.container.env.dataDir,
    inject('redisUrl'),
    place.container.env.namespace,
  ]);

test('it waits for its time, runs then, and the audit and the wave say for whom', async () => {
  const one = await schedule();
  const early = runHere();
  await early.stop();
  expect(await listed()).toMatchObject([{ id: one.id, state: 'waiting', seen: 3 }]);
  const onTime = runHere(() => later(3_600_001));
  expect(await settled(one.id)).toMatchObject({ state: 'done', invalidated: 3, attempts: 1 });
  await onTime.stop();
  expect(await shop.get('product:1')).toBeNull();
  const [wave] = await wavesOf();
  expect(wave?.cause).toMatchObject({ actor: 'operator', reason: 'winter prices' });
  const { rows } = await place.container.audit.list({ limit: 5 });
  expect(rows.filter((row) => row.action.startsWith('schedule.'))).toMatchObject([
    {
      action: 'schedule.run',
      outcome: 'done',
      waveId: wave?.id,
      impact: { total: 3 },
      actor: { kind: 'system', name: 'schedule of operator' },
    },
    { action: 'schedule.create', outcome: 'done', actor: { name: 'operator' } },
  ]);
});

test('with two consoles on one database it runs once', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 6; i++) ids.push((await due()).id);
  const runners = [await fork(), await fork()];
  await Promise.all(runners.map((one) => one.call('start', { stall: null })));
  for (const id of ids) expect(await settled(id)).toMatchObject({ state: 'done', attempts: 1 });
  const ran = runners.flatMap((one) => one.emitted<string>('running'));
  expect(new Set(ran)).toEqual(new Set(ids));
  expect(ran).toHaveLength(ids.length);
  expect(await wavesOf()).toHaveLength(6);
});

test('it survives the console: killed before its time and started again, it runs', async () => {
  const first = await fork();
  await first.call('start', { stall: null });
  const one = await schedule();
  await first.kill('SIGKILL');
  expect(first.emitted('running')).toEqual([]);
  expect(await listed()).toMatchObject([{ id: one.id, state: 'waiting' }]);
  const second = await fork();
  await second.call('start', { stall: null, aheadMs: 3_600_001 });
  expect(await settled(one.id)).toMatchObject({ state: 'done', invalidated: 3 });
});

test.each(['before', 'after'] as const)(
  'a console killed %s the purge is taken over when its lease has ended, and the purge is one wave',
  async (stall) => {
    const one = await due();
    const first = await fork();
    await first.call('start', { stall });
    await first.next(stall === 'before' ? 'running' : 'ran', 20_000);
    await first.kill('SIGKILL');
    const soon = runHere();
    await soon.stop();
    // Control: while the lease stands, nobody else runs it.
    expect(await listed()).toMatchObject([{ id: one.id, state: 'running', attempts: 1 }]);
    const takeOver = runHere(() => later(61_000));
    expect(await settled(one.id)).toMatchObject({ state: 'done', attempts: 2, invalidated: 3 });
    await takeOver.stop();
    expect(await wavesOf()).toHaveLength(1);
    const { rows } = await place.container.audit.list({ limit: 20, action: 'schedule.run' });
    const done = { outcome: 'done', detail: { duplicate: stall === 'after' } };
    expect(rows[0]).toMatchObject(done);
  },
);

test('cancelled it never runs; what has run cannot be cancelled', async () => {
  const cancel = async (id: string) =>
    deleteSchedule(requestOf(operator, `/api/v1/schedules/${id}`, { method: 'DELETE' }));
  const one = await due();
  expect((await cancel(one.id)).status).toBe(200);
  const other = await due();
  const runner = runHere();
  await settled(other.id);
  await runner.stop();
  const states = new Map((await listed()).map(({ id, state }) => [id, state]));
  expect([states.get(one.id), states.get(other.id)]).toEqual(['cancelled', 'done']);
  expect(await problemIn(await cancel(other.id))).toMatchObject({
    status: 409,
    code: 'schedule-settled',
  });
  expect(await problemIn(await cancel('s_none'))).toMatchObject({ status: 404 });
});

test('it is confirmed when it is made: reason, time and drift', async () => {
  expect(await problemIn(await send({ reason: undefined }))).toMatchObject({
    status: 422,
    code: 'reason-required',
  });
  for (const [runAt, told] of [
    [later(-120_000).toISOString(), 'over already'],
    [later(400 * 86_400_000).toISOString(), 'more than a year'],
    ['2026-11-27T22:00:00', 'zone'],
  ])
    expect(await problemIn(await send({ runAt }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/runAt', detail: expect.stringContaining(told ?? '') }],
    });
  const viewer = await place.user('viewer');
  expect(await problemIn(await send({}, viewer))).toMatchObject({ code: 'forbidden' });
  const { id } = await preview(['1', '2', '3', '4', '5']);
  await fill(4, 5);
  expect(await problemIn(await send({ previewId: id }))).toMatchObject({
    status: 409,
    code: 'preview-drifted',
    impact: { total: 5 },
  });
  expect(await listed()).toEqual([]);
});

test('it is held for a person when it would reach past what was confirmed', async () => {
  await shop.set('page:0', 0, { ttl: 600, dependencies: ['product:1'] });
  const one = await due({ mode: 'soft', reason: undefined });
  for (let i = 1; i < 110; i++)
    await shop.set(`page:${i}`, i, { ttl: 600, dependencies: ['product:1'] });
  const runner = runHere();
  expect(await settled(one.id)).toMatchObject({
    state: 'held',
    note: expect.stringContaining('113 entries'),
  });
  await runner.stop();
  expect(await shop.get('product:1')).toBe(1);
  const { rows } = await place.container.audit.list({ limit: 1 });
  expect(rows).toMatchObject([{ action: 'schedule.run', outcome: 'refused' }]);
});

test('it is held when whoever made it may no longer purge', async () => {
  const one = await due();
  await place.container.db.sql.updateTable('user').set({ role: 'viewer' }).execute();
  const runner = runHere();
  expect(await settled(one.id)).toMatchObject({
    state: 'held',
    note: 'operator may no longer purge.',
  });
  await runner.stop();
  expect(await wavesOf()).toEqual([]);
});
