// What the event intake promises, on every database: run by tests/unit/db (SQLite) and tests/integration/api (Postgres).
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChangeEventInput, EventRowView } from '@/lib/contract';
import { migrate } from '@/server/db/migrate';
import type { Database } from '@/server/db/open';
import { applyInOrder, maxFailures } from '@/server/events/apply';
import { watchDirectWaves } from '@/server/events/direct-waves';
import { findEvent, listEvents } from '@/server/events/event-log';
import { findRow, graceMs, seenMs, storeEvent, storeRejected } from '@/server/events/event-store';
import { recoverDue } from '@/server/events/intake-loop';
import { findReplayable } from '@/server/events/replayable';
import { decide } from '@/server/events/rules';
import { dropRule, findRule, listRules, saveRule } from '@/server/events/rule-store';
import { listSources } from '@/server/events/sources';
import { trimEvents } from '@/server/events/trim';
import type { Freshet, StoreHealth, WaveNotice } from '@/server/freshet';
import { fakeCache, waveOf } from './fake-cache';

const event: ChangeEventInput = { type: 'updated', entity: 'product', id: 42 };
const arrival = { source: 'erp', via: 'api', actor: 'erp', requestId: 'r-1', body: '{}' } as const;
const decision = { matched: [], skipped: [], keys: ['product:42'], tags: [] };
const health: StoreHealth = {
  ok: true,
  topology: 'standalone',
  version: null,
  evictionPolicy: null,
  latencyMs: 1,
  usedMemoryBytes: null,
  error: null,
};
const failure = (code: string) => Object.assign(new Error(code), { code });

/** `open` connects to the same new, empty database as often as it is called within one test. */
export function eventsContract(
  name: string,
  setUp: () => Promise<{ open: () => Database; drop: () => Promise<void> }>,
  options: { skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`the event intake on ${name}`, () => {
    let db: Database;
    let second: Database;
    let drop: () => Promise<void>;
    const handle = vi.fn<Freshet['handleDataChange']>();
    const log = { warn: () => undefined, error: () => undefined };
    const placeOf = (place: Database, parts: Partial<Freshet> = {}) => ({
      db: place,
      log,
      cache: fakeCache({ handleDataChange: handle, health: async () => health, ...parts }),
    });
    const stored = (given: Partial<ChangeEventInput> = {}, now = new Date(), place = db) =>
      storeEvent(
        { db: place },
        arrival,
        { event: { ...event, ...given }, decision, eventKey: given.eventId ?? null },
        now,
      );
    const viewOf = async (id: string): Promise<EventRowView> => {
      const found = await findEvent({ db }, id);
      if (!found) throw new Error(`no event ${id}`);
      return found;
    };
    const later = (ms: number) => new Date(Date.now() + ms);

    beforeEach(async () => {
      const place = await setUp();
      db = place.open();
      second = place.open();
      drop = place.drop;
      await migrate(db);
      handle.mockReset().mockImplementation(async () => waveOf('w1', 3));
    });
    afterEach(async () => {
      await db.close();
      await second.close();
      await drop();
    });

    test('of two deliveries of one event at once one is stored, and both learn its row', async () => {
      const both = await Promise.all([
        stored({ eventId: 'e-1' }),
        stored({ eventId: 'e-1' }, new Date(), second),
      ]);
      expect(both.filter((one) => one.duplicate)).toHaveLength(1);
      expect(both[0].row.id).toBe(both[1].row.id);
      expect(await listEvents({ db }, { limit: 9 })).toMatchObject({
        total: 1,
        events: [{ deliveries: 2 }],
      });
      // Control: without an id every arrival is an event of its own.
      await Promise.all([stored(), stored()]);
      expect((await listEvents({ db }, { limit: 9 })).total).toBe(3);
    });

    test('the same id counts as a repeat for 24 hours, from the same source only', async () => {
      const first = await stored({ eventId: 'e-1' });
      const other = await storeEvent(
        { db },
        { ...arrival, source: 'shop' },
        { event, decision, eventKey: 'e-1' },
      );
      expect(other.duplicate).toBe(false);
      expect((await stored({ eventId: 'e-1' }, later(seenMs - 60_000))).row.id).toBe(first.row.id);
      const next = await stored({ eventId: 'e-1' }, later(seenMs + 60_000));
      expect(next.duplicate).toBe(false);
      expect(next.row.id).not.toBe(first.row.id);
    });

    test('an event whose process died before its wave is applied later, under the same dedupe id', async () => {
      const { row } = await stored({ eventId: 'e-1' });
      const place = placeOf(second);
      const recover = async (id: string) => {
        const found = await findRow(place, id);
        if (found) await applyInOrder(place, found);
      };
      // While it may still be in the hands of whoever took it in, nobody else touches it.
      expect(await recoverDue(place, recover, later(graceMs - 5_000))).toBe(0);
      expect(await recoverDue(place, recover, later(graceMs + 5_000))).toBe(1);
      expect(handle).toHaveBeenCalledOnce();
      expect(handle.mock.calls[0]?.[1]).toMatchObject({
        dedupeId: row.dedupe_id,
        source: 'erp',
        targets: { keys: ['product:42'], tags: [] },
      });
      expect(await viewOf(row.id)).toMatchObject({ state: 'applied', waveId: 'w1', attempts: 1 });
      expect(await recoverDue(place, recover, later(10 * graceMs))).toBe(0);
    });

    test('of two processes that look for due events at once, one takes each', async () => {
      for (let i = 0; i < 5; i++) await stored();
      const taken: string[] = [];
      const recover = async (id: string) => void taken.push(id);
      const at = later(graceMs + 1_000);
      await Promise.all([
        recoverDue(placeOf(db), recover, at),
        recoverDue(placeOf(second), recover, at),
      ]);
      expect(taken).toHaveLength(5);
      expect(new Set(taken).size).toBe(5);
    });

    test('while Redis is away events wait, for as long as it takes, and nothing is tried in vain', async () => {
      handle.mockRejectedValue(failure('store-unavailable'));
      const { row } = await stored();
      for (let i = 0; i < maxFailures + 5; i++) await applyInOrder(placeOf(db), row);
      expect(await viewOf(row.id)).toMatchObject({
        state: 'received',
        attempts: maxFailures + 5,
        error: { code: 'store-unavailable' },
      });
      const away = placeOf(db, { health: async () => ({ ...health, ok: false }) });
      const recover = vi.fn<() => Promise<void>>(async () => undefined);
      expect(await recoverDue(away, recover, later(3_600_000))).toBe(0);
      expect(recover).not.toHaveBeenCalled();
      handle.mockImplementation(async () => waveOf('w2', 1));
      await applyInOrder(placeOf(db), row);
      expect(await viewOf(row.id)).toMatchObject({ state: 'applied', waveId: 'w2', error: null });
    });

    test('an event that fails by itself is a dead letter after its tries; a hopeless one at once', async () => {
      handle.mockRejectedValue(failure('invalidation-incomplete'));
      const { row } = await stored();
      for (let i = 1; i < maxFailures; i++) {
        await applyInOrder(placeOf(db), row);
        expect((await viewOf(row.id)).state).toBe('received');
      }
      await applyInOrder(placeOf(db), row);
      expect(await viewOf(row.id)).toMatchObject({ state: 'dead', nextAttemptAt: null });
      handle.mockRejectedValue(failure('invalid-key'));
      const hopeless = await stored({ id: 43 });
      await applyInOrder(placeOf(db), hopeless.row);
      expect(await viewOf(hopeless.row.id)).toMatchObject({ state: 'dead', attempts: 1 });
      const page = await listEvents({ db }, { open: 'yes', limit: 9 });
      expect(page.events.map(({ id }) => id)).toEqual([hopeless.row.id, row.id]);
    });

    test('what waits of an entity is applied before a newer event of it, oldest version first', async () => {
      handle.mockRejectedValue(failure('store-unavailable'));
      for (const version of [7, 5]) {
        const { row } = await stored({ version });
        await applyInOrder(placeOf(db), row);
      }
      const other = await stored({ id: 'another', version: 1 });
      await applyInOrder(placeOf(db), other.row);
      handle.mockReset().mockImplementation(async () => waveOf('w1', 1));
      const { row } = await stored({ version: 8 });
      await applyInOrder(placeOf(db), row);
      expect(handle.mock.calls.map(([given]) => given.version)).toEqual([5, 7, 8]);
      expect((await viewOf(other.row.id)).state).toBe('received');
    });

    test('events of one entity are applied one after the other, those of different entities are not held up', async () => {
      let running = 0;
      let most = 0;
      const ends: (() => void)[] = [];
      handle.mockImplementation(async (given) => {
        if (given.id !== 42) return waveOf('other');
        most = Math.max(most, ++running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running--;
        return waveOf('w1');
      });
      const one = await stored({ version: 1 });
      const two = await stored({ version: 2 });
      const both = [applyInOrder(placeOf(db), one.row), applyInOrder(placeOf(db), two.row)];
      await applyInOrder(placeOf(db), (await stored({ id: 'free' })).row);
      await vi.waitFor(() => expect(ends).toHaveLength(1));
      ends[0]?.();
      await vi.waitFor(() => expect(ends).toHaveLength(2));
      ends[1]?.();
      await Promise.all(both);
      expect(most).toBe(1);
    });

    test('an event that nothing cached matched, or no rule, is applied and says so', async () => {
      handle.mockImplementation(async () => waveOf('w0', 0));
      const { row } = await stored();
      await applyInOrder(placeOf(db), row);
      const none = await storeEvent({ db }, arrival, {
        event,
        decision: { ...decision, keys: [] },
        eventKey: null,
      });
      await applyInOrder(placeOf(db), none.row);
      expect(handle).toHaveBeenCalledOnce();
      const page = await listEvents({ db }, { nothing: 'yes', limit: 9 });
      expect(page.events).toMatchObject([
        { id: none.row.id, waveId: null },
        { id: row.id, waveId: 'w0' },
      ]);
    });

    test('rules are kept in their order and count the events they matched', async () => {
      const rule = {
        name: 'stock',
        enabled: true,
        entity: 'stock',
        types: ['moved'],
        keys: [],
        tags: ['product:{id}'],
        stop: true,
        position: 5,
      };
      await saveRule({ db }, 'r1', rule, 'Ada');
      expect((await listRules({ db })).map(({ id }) => id)).toEqual(['r1', 'convention']);
      const given = { type: 'moved', entity: 'stock', id: 7 };
      const made = decide(await listRules({ db: second }), given, () => ({ keys: ['no'] }));
      expect(made).toMatchObject({ keys: [], tags: ['product:7'] });
      await storeEvent({ db }, arrival, { event: given, decision: made, eventKey: null });
      await saveRule({ db }, 'r1', { ...rule, name: 'Stock', position: 2_000 }, 'Bob');
      expect(await listRules({ db })).toMatchObject([
        { id: 'convention', hits: 0 },
        { id: 'r1', name: 'Stock', hits: 1, updatedBy: 'Bob' },
      ]);
      await dropRule({ db }, 'r1');
      await dropRule({ db }, 'convention');
      expect(await findRule({ db }, 'r1')).toBeNull();
      expect(await findRule({ db }, 'convention')).not.toBeNull();
    });

    test('a source is silent when nothing came for far longer than usual, and not before', async () => {
      const start = Date.now() - 3_600_000;
      for (let i = 0; i < 10; i++) await stored({}, new Date(start + i * 60_000));
      const last = start + 9 * 60_000;
      const at = async (ms: number) => (await listSources({ db }, new Date(last + ms)))[0];
      expect(await at(19 * 60_000)).toMatchObject({ silent: false, silentAfterMs: 20 * 60_000 });
      expect(await at(21 * 60_000)).toMatchObject({ silent: true, source: 'erp', waiting: 10 });
      // Control: a source that spoke once has no usual gap.
      await storeEvent({ db }, { ...arrival, source: 'once' }, { event, decision, eventKey: null });
      const sources = await listSources({ db }, later(86_400_000));
      expect(sources.find(({ source }) => source === 'once')).toMatchObject({ silent: false });
    });

    test('a source tells what it sent, how late, what was rejected and what matched nothing', async () => {
      const { row } = await stored({ time: Date.now() - 5_000 });
      await applyInOrder(placeOf(db), row);
      handle.mockImplementation(async () => waveOf('w0', 0));
      await applyInOrder(placeOf(db), (await stored()).row);
      await storeRejected(
        { db },
        { ...arrival, body: 'a\0b' },
        { code: 'invalid-json', message: 'x' },
      );
      const [source] = await listSources({ db });
      expect(source).toMatchObject({ received: 3, rejected: 1, matchedNothing: 1, waiting: 0 });
      expect(source?.lagMs?.p95).toBeGreaterThanOrEqual(5_000);
      expect(source?.lagMs?.p95).toBeLessThan(60_000);
    });

    test('the log is found by text, source and state, and paged', async () => {
      for (const id of ['a_1', 'a%2', 'b3']) await stored({ id, type: 'price.changed' });
      await storeRejected(
        { db },
        { ...arrival, source: 'shop' },
        { code: 'invalid-json', message: 'x' },
      );
      const total = async (filter: Partial<Parameters<typeof listEvents>[1]>) =>
        (await listEvents({ db }, { limit: 9, ...filter })).total;
      expect(await total({})).toBe(4);
      expect(await total({ search: 'A_1' })).toBe(1);
      expect(await total({ search: '%' })).toBe(1);
      expect(await total({ search: 'price.' })).toBe(3);
      expect(await total({ source: 'shop' })).toBe(1);
      expect(await total({ state: 'rejected' })).toBe(1);
      const first = await listEvents({ db }, { limit: 3 });
      const rest = await listEvents({ db }, { limit: 3, before: first.cursor ?? 0 });
      expect(rest).toMatchObject({ cursor: null, events: [{ event: { id: 'a_1' } }] });
    });

    test('what services told the engine themselves comes into the log once, whoever listens', async () => {
      const cause = { kind: 'event', actor: 'outbox', event: { ...event, id: '7' } } as const;
      const notice = (id: string, more: object = {}): WaveNotice => ({
        ...waveOf(id, 2),
        roots: ['key:product:7', 'tag:product:7'],
        startedAt: new Date().toISOString(),
        phase: 'finished',
        cause: { ...cause, ...more },
      });
      const listeners: ((given: WaveNotice) => void)[] = [];
      const record = { ...notice('w1'), position: '1-0', state: 'complete', attempts: 1 } as const;
      const parts: Partial<Freshet> = {
        on: (_name, listener) => {
          listeners.push(listener as (given: WaveNotice) => void);
          return () => undefined;
        },
        waves: async () => ({
          waves: [{ ...record, zeroMatch: false, warmQueued: 0 }],
          cursor: null,
        }),
      };
      const here = watchDirectWaves(placeOf(db, parts));
      const there = watchDirectWaves(placeOf(second, parts));
      here.watch();
      there.watch();
      for (const listener of listeners) {
        listener(notice('w1'));
        listener(notice('w2'));
        // The intake's own waves are in the log already.
        listener(notice('w3', { source: 'erp' }));
      }
      await Promise.all([here.flush(), there.flush()]);
      const { events } = await listEvents({ db }, { limit: 9 });
      expect(events).toHaveLength(2);
      expect(new Set(events.map(({ waveId }) => waveId))).toEqual(new Set(['w1', 'w2']));
      expect(events[0]).toMatchObject({ via: 'direct', source: 'outbox', invalidated: 2 });
    });

    test('old events go, those that wait and those of the last day stay', async () => {
      const old = later(-40 * 86_400_000);
      const waiting = await stored({}, old);
      await storeRejected({ db }, arrival, { code: 'invalid-json', message: 'x' }, old);
      await storeRejected(
        { db },
        arrival,
        { code: 'invalid-json', message: 'x' },
        later(-3_600_000),
      );
      expect(await trimEvents({ db }, 30)).toBe(1);
      expect(await trimEvents({ db }, 0)).toBe(0);
      expect((await listEvents({ db }, { limit: 9 })).total).toBe(2);
      expect((await viewOf(waiting.row.id)).state).toBe('received');
    });

    test('a range names applied and dead events once, oldest first, without earlier replays', async () => {
      const rows = [];
      for (const id of [1, 2, 3]) rows.push((await stored({ id })).row);
      for (const row of rows.slice(0, 2)) await applyInOrder(placeOf(db), row);
      const again = await storeEvent(
        { db },
        { ...arrival, via: 'replay' },
        { event, decision, eventKey: null, replayOf: rows[0]?.id ?? '' },
      );
      await applyInOrder(placeOf(db), again.row);
      expect(handle.mock.lastCall?.[1]).toMatchObject({ cause: 'replay' });
      const range = { from: later(-60_000).toISOString(), to: later(60_000).toISOString() };
      const found = await findReplayable({ db }, { range }, 9);
      expect(found.map(({ id }) => id)).toEqual(rows.slice(0, 2).map(({ id }) => id));
      const detail = await findEvent({ db }, rows[0]?.id ?? '');
      expect(detail?.replays).toEqual([again.row.id]);
    });
  });
}
