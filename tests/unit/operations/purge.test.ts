import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { POST } from '@/app/api/v1/purges/route';
import { defaultGuardrails } from '@/lib/confirm-ladder';
import type { Freshet } from '@/server/freshet';
import {
  type Caller,
  problemIn,
  requestOf,
  startConsole,
  type TestConsole,
} from '../../support/console';
import { waitFor } from '../../support/wait-for';
import { fakeCache, impactOf, waveOf } from '../../support/fake-cache';

async function setUp(total: number) {
  const invalidate = vi.fn<Freshet['invalidate']>(async () => waveOf('w1', total));
  const preview = vi.fn<Freshet['preview']>(async () => impactOf(total));
  const place = await startConsole({ cache: fakeCache({ invalidate, preview }) });
  return { invalidate, preview, place };
}
const tagged = { tags: ['category:shoes'] };
const send = (caller: Caller, body: unknown, headers: Record<string, string> = {}) =>
  POST(requestOf(caller, '/api/v1/purges', { body, headers }));
const lastRow = async ({ container }: TestConsole) =>
  (await container.audit.list({ limit: 1 })).rows[0];

describe('the confirm ladder, decided on the server', () => {
  test('a soft purge of up to 100 entries needs nothing more', async () => {
    const { place, invalidate } = await setUp(defaultGuardrails.reasonAbove);
    const answer = await send(await place.user('operator'), { targets: tagged, mode: 'soft' });
    expect(answer.status).toBe(200);
    const { auditId, wave } = await answer.json();
    expect(wave.id).toBe('w1');
    expect(invalidate).toHaveBeenCalledOnce();
    expect(await lastRow(place)).toMatchObject({
      id: auditId,
      action: 'cache.purge',
      outcome: 'done',
      waveId: 'w1',
      scope: { targets: tagged, mode: 'soft' },
      impact: { total: 100 },
      actor: { kind: 'user', name: 'operator', role: 'operator', via: 'session' },
    });
  });

  test.each([
    ['hard', 1, 'hard'],
    ['by the families, which may remove', 1, undefined],
    ['soft of more than 100', 101, 'soft'],
  ])('a purge that is %s needs a reason', async (_what, total, mode) => {
    const { place, invalidate } = await setUp(total);
    const operator = await place.user('operator');
    const problem = await problemIn(await send(operator, { targets: tagged, mode }));
    expect(problem).toMatchObject({
      status: 422,
      code: 'reason-required',
      errors: [{ pointer: '/reason' }],
      impact: { total },
    });
    expect(invalidate).not.toHaveBeenCalled();
    expect(await lastRow(place)).toMatchObject({
      outcome: 'refused',
      detail: { code: 'reason-required' },
    });
    const again = await send(operator, { targets: tagged, mode, reason: 'new prices' });
    expect(again.status).toBe(200);
    expect(await lastRow(place)).toMatchObject({ outcome: 'done', reason: 'new prices' });
  });

  test('a purge of more than 10,000 entries needs its scope typed', async () => {
    const { place, invalidate } = await setUp(10_001);
    const operator = await place.user('operator');
    const body = { targets: tagged, reason: 'sale' };
    const problem = await problemIn(await send(operator, { ...body, confirm: 'category' }));
    expect(problem).toMatchObject({ code: 'confirm-required', errors: [{ pointer: '/confirm' }] });
    expect(invalidate).not.toHaveBeenCalled();
    expect((await send(operator, { ...body, confirm: 'category:shoes' })).status).toBe(200);
  });

  test('a set that grew by more than a tenth since the preview is shown anew', async () => {
    const { place, invalidate, preview } = await setUp(111);
    const operator = await place.user('operator');
    const body = { targets: tagged, reason: 'sale', fingerprint: '100-old' };
    const problem = await problemIn(await send(operator, body));
    expect(problem).toMatchObject({ status: 409, code: 'preview-drifted', impact: { total: 111 } });
    expect(invalidate).not.toHaveBeenCalled();
    preview.mockResolvedValue(impactOf(110));
    expect((await send(operator, body)).status).toBe(200);
  });

  test('a prefix, or more than 10,000 entries, needs purge:all of a token', async () => {
    const { place, invalidate, preview } = await setUp(3);
    const selective = await place.token(['purge:selective']);
    const body = { targets: { prefix: 'product:' }, reason: 'sale' };
    expect(await problemIn(await send(selective, body))).toMatchObject({ code: 'forbidden' });
    preview.mockResolvedValue(impactOf(10_001));
    const large = { targets: tagged, reason: 'sale', confirm: 'category:shoes' };
    expect(await problemIn(await send(selective, large))).toMatchObject({ code: 'forbidden' });
    expect(invalidate).not.toHaveBeenCalled();
    expect((await send(await place.token(['purge:all']), large)).status).toBe(200);
    expect(
      (await send(await place.token(['purge:selective']), { ...large, confirm: 'x' })).status,
    ).toBe(403);
  });
});

describe('every mutation is on record before it happens', () => {
  test('a viewer cannot purge by calling the API, and the try is on record', async () => {
    const { place, invalidate } = await setUp(1);
    const answer = await send(
      await place.user('viewer'),
      { targets: tagged, mode: 'soft' },
      { 'idempotency-key': '' },
    );
    expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'forbidden' });
    expect(invalidate).not.toHaveBeenCalled();
    expect(await lastRow(place)).toMatchObject({
      outcome: 'refused',
      action: 'cache.purge',
      actor: { name: 'viewer' },
      scope: { targets: tagged },
    });
  });

  test('without the audit store nothing is purged', async () => {
    const { place, invalidate } = await setUp(1);
    const operator = await place.user('operator');
    await sql`alter table audit rename to audit_gone`.execute(place.container.db.sql);
    const body = { targets: tagged, mode: 'soft' };
    const key = { 'idempotency-key': 'the-same-key' };
    expect(await problemIn(await send(operator, body, key))).toMatchObject({
      status: 503,
      code: 'audit-unavailable',
    });
    expect(invalidate).not.toHaveBeenCalled();
    // Control: with the store back, the same request acts.
    await sql`alter table audit_gone rename to audit`.execute(place.container.db.sql);
    expect((await send(operator, body, key)).status).toBe(200);
    expect(invalidate).toHaveBeenCalledOnce();
  });

  test('the intent is durable while the purge runs, and reads as unknown', async () => {
    const { place, invalidate } = await setUp(1);
    let seen: unknown;
    invalidate.mockImplementation(async () => {
      seen = await lastRow(place);
      return waveOf('w1');
    });
    await send(await place.user('operator'), { targets: tagged, mode: 'soft' });
    expect(seen).toMatchObject({ action: 'cache.purge', outcome: 'unknown' });
    expect(await lastRow(place)).toMatchObject({ outcome: 'done' });
  });

  test('a purge that failed is on record with its cause, and may be repeated with the same key', async () => {
    const { place, invalidate } = await setUp(1);
    const operator = await place.user('operator');
    const incomplete = Object.assign(new Error('one node did not answer'), {
      name: 'FreshetError',
      code: 'invalidation-incomplete',
      details: { waveId: 'w7' },
    });
    invalidate.mockRejectedValueOnce(incomplete);
    const body = { targets: tagged, mode: 'soft' };
    const key = { 'idempotency-key': 'the-same-key' };
    expect(await problemIn(await send(operator, body, key))).toMatchObject({
      status: 503,
      code: 'invalidation-incomplete',
      details: { waveId: 'w7' },
    });
    expect(await lastRow(place)).toMatchObject({
      outcome: 'failed',
      detail: { code: 'invalidation-incomplete', details: { waveId: 'w7' } },
    });
    expect((await send(operator, body, key)).status).toBe(200);
    const dedupeIds = invalidate.mock.calls.map(([, options]) => options?.dedupeId);
    expect(dedupeIds[0]).toMatch(/the-same-key$/);
    expect(dedupeIds[1]).toBe(dedupeIds[0]);
  });

  test('a done purge whose outcome cannot be written is still told as done', async () => {
    const { place, invalidate } = await setUp(1);
    const operator = await place.user('operator');
    invalidate.mockImplementation(async () => {
      await sql`alter table audit rename to audit_gone`.execute(place.container.db.sql);
      return waveOf('w1');
    });
    expect((await send(operator, { targets: tagged, mode: 'soft' })).status).toBe(200);
    await sql`alter table audit_gone rename to audit`.execute(place.container.db.sql);
    expect(await lastRow(place)).toMatchObject({ outcome: 'unknown' });
    expect(place.logged.some((line) => line.msg === 'outcome unknown')).toBe(true);
  });

  test('a list of thousands is on record with its size and hash', async () => {
    const { place } = await setUp(1);
    const keys = Array.from({ length: 5_000 }, (_, i) => `product:${i}`);
    await send(await place.user('operator'), { targets: { keys }, mode: 'soft' });
    expect(await lastRow(place)).toMatchObject({
      scope: {
        targets: { keys: { count: 5_000, first: expect.arrayContaining(['product:0']) } },
        summarised: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
  });
});

describe('Idempotency-Key', () => {
  const body = { targets: tagged, mode: 'soft' };
  const key = { 'idempotency-key': '5c7f4b1e-key' };

  test('a repeat gets the first answer and does not act again', async () => {
    const { place, invalidate } = await setUp(1);
    const operator = await place.user('operator');
    const first = await send(operator, body, key);
    const repeat = await send(operator, body, key);
    expect(repeat.status).toBe(200);
    expect(repeat.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(await repeat.json()).toEqual(await first.json());
    expect(invalidate).toHaveBeenCalledOnce();
    // Control: another key acts.
    await send(operator, body, { 'idempotency-key': 'another-key' });
    expect(invalidate).toHaveBeenCalledTimes(2);
  });

  test('missing, unusable and used for something else: each is refused', async () => {
    const { place } = await setUp(1);
    const operator = await place.user('operator');
    const code = async (given: unknown, headers: Record<string, string>) =>
      (await problemIn(await send(operator, given, headers))).code;
    expect(await code(body, { 'idempotency-key': '' })).toBe('idempotency-key-required');
    expect(await code(body, { 'idempotency-key': 'short' })).toBe('idempotency-key-invalid');
    await send(operator, body, key);
    expect(await code({ ...body, reason: 'x' }, key)).toBe('idempotency-mismatch');
  });

  test('while the first still runs, a repeat is told to wait', async () => {
    const { place, invalidate } = await setUp(1);
    const operator = await place.user('operator');
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    invalidate.mockImplementation(async () => {
      await gate;
      return waveOf('w1');
    });
    const first = send(operator, body, key);
    await waitFor('the first to run', () => invalidate.mock.calls.length);
    const repeat = await send(operator, body, key);
    expect(repeat.headers.get('retry-after')).toBe('1');
    expect(await problemIn(repeat)).toMatchObject({ status: 409, code: 'idempotency-in-progress' });
    open();
    expect((await first).status).toBe(200);
    expect(invalidate).toHaveBeenCalledOnce();
  });
});
