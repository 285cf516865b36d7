// What stored previews and schedules promise on every database: run by tests/unit/db (SQLite) and tests/integration/api
// (Postgres).
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PreviewView } from '@/lib/contract';
import { migrate } from '@/server/db/migrate';
import type { Database } from '@/server/db/open';
import { findPreview, storePreview } from '@/server/plans/previews';
import {
  cancelSchedule,
  claimDue,
  listSchedules,
  type NewSchedule,
  renewClaim,
  settleClaim,
  storeSchedule,
} from '@/server/plans/schedules';

const subject = { entity: 'product', kind: 'price', count: 1, sample: ['1'] } as const;
const at = (ms: number) => new Date(Date.UTC(2026, 10, 27) + ms);
const wanted = (runAtMs: number): NewSchedule => ({
  preview_id: 'p_1',
  run_at: at(runAtMs).toISOString(),
  subject: JSON.stringify(subject),
  targets: '{"keys":["product:1"]}',
  mode: null,
  reason: 'prices',
  tier: 2,
  seen: 3,
  actor_kind: 'user',
  actor_id: 'u_1',
  actor_name: 'Ada',
});

function viewOf(id: string, createdAt: Date, expiresAt: Date): PreviewView {
  const confirm = { reasonAbove: 100, typedAbove: 10_000, protectedTags: [] };
  const sums = { total: 3, trafficShare: 0, loadCostMs: 1, unmeasured: 0, warmable: 0 };
  const rest = { warmCostMs: 0, gone: 0, surveyed: 9, unknown: 1, durationMs: 1 };
  return {
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    createdBy: 'Ada',
    subject: { ...subject, sample: [...subject.sample] },
    scope: 'product:1',
    unmatched: { count: 0, sample: [] },
    impact: { ...sums, ...rest, levels: [], byType: [], sample: [], fingerprint: '3-x', confirm },
    hints: null,
  };
}

export function plansContract(
  name: string,
  setUp: () => Promise<{ open: () => Database; drop: () => Promise<void> }>,
  options: { skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`previews and schedules on ${name}`, () => {
    let database: Database;
    let second: Database;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      const place = await setUp();
      database = place.open();
      second = place.open();
      drop = place.drop;
      await migrate(database);
    });
    afterEach(async () => {
      await database.close();
      await second.close();
      await drop();
    });

    test('a preview is read back as it was stored, until its time has passed', async () => {
      const view = viewOf('p_1', at(0), at(1_000));
      await storePreview(database, { view, targets: { keys: ['product:1'] } });
      expect(await findPreview(second, 'p_1', at(999))).toEqual({
        view,
        targets: { keys: ['product:1'] },
      });
      expect(await findPreview(second, 'p_1', at(1_000))).toBeNull();
      expect(await findPreview(second, 'p_2', at(0))).toBeNull();
      // Those that are over go when the next one comes.
      await storePreview(database, { view: viewOf('p_2', at(2_000), at(9_000)), targets: {} });
      const rows = await database.sql.selectFrom('preview').select('id').execute();
      expect(rows).toEqual([{ id: 'p_2' }]);
    });

    test('of many processes that look at once, one gets each schedule', async () => {
      for (let i = 0; i < 4; i++) await storeSchedule(database, wanted(i));
      const looks = Array.from({ length: 8 }, (_, i) =>
        claimDue(i % 2 === 0 ? database : second, at(10)),
      );
      const first = (await Promise.all(looks)).filter((claim) => claim !== null);
      const rest = await claimAll(database);
      const ids = [...first, ...rest].map((claim) => claim.row.id);
      expect(new Set(ids).size).toBe(4);
      expect(ids).toHaveLength(4);
    });
    async function claimAll(place: Database) {
      const claims = [];
      for (;;) {
        const claim = await claimDue(place, at(10));
        if (claim === null) return claims;
        claims.push(claim);
      }
    }

    test('it is nobody’s before its time, and anybody’s once its lease is over', async () => {
      await storeSchedule(database, wanted(1_000));
      expect(await claimDue(database, at(999))).toBeNull();
      const claim = await claimDue(database, at(1_000));
      if (claim === null) throw new Error('nothing was claimed');
      expect(await renewClaim(database, claim, at(50_000))).toBe(true);
      expect(await claimDue(second, at(100_000))).toBeNull();
      const other = await claimDue(second, at(110_001));
      expect(other?.row).toMatchObject({ id: claim.row.id, attempts: 2 });
      expect(await renewClaim(database, claim, at(110_002))).toBe(false);
      // Who lost it writes nothing any more.
      await settleClaim(database, claim, { state: 'failed', note: 'too late' });
      expect((await listSchedules(database, { limit: 5 })).schedules).toMatchObject([
        { state: 'running', note: null },
      ]);
    });

    test('what was put back waits for its next try, and says why', async () => {
      await storeSchedule(database, wanted(0));
      const claim = await claimDue(database, at(0));
      if (claim === null) throw new Error('nothing was claimed');
      await settleClaim(database, claim, { state: 'waiting', note: 'Redis away', next: at(5_000) });
      expect(await claimDue(database, at(4_999))).toBeNull();
      const { schedules } = await listSchedules(database, { limit: 5 });
      expect(schedules).toMatchObject([{ state: 'waiting', note: 'Redis away', attempts: 1 }]);
      expect(await claimDue(database, at(5_000))).not.toBeNull();
    });

    test('a schedule that has begun is not cancelled, one that waits is, and never runs', async () => {
      const begun = await storeSchedule(database, wanted(0));
      await claimDue(database, at(0));
      expect(await cancelSchedule(second, begun.id)).toBe(false);
      const waiting = await storeSchedule(database, wanted(0));
      expect(await cancelSchedule(second, waiting.id)).toBe(true);
      expect(await cancelSchedule(second, waiting.id)).toBe(false);
      expect(await claimDue(database, at(10))).toBeNull();
    });

    test('what is to come is listed before what is over, and counted', async () => {
      const over = await storeSchedule(database, wanted(0));
      await cancelSchedule(database, over.id);
      const later = await storeSchedule(database, wanted(9_000));
      const soon = await storeSchedule(database, wanted(5_000));
      const page = await listSchedules(database, { limit: 2 });
      expect(page.schedules.map((one) => one.id)).toEqual([soon.id, later.id]);
      expect(page.total).toBe(3);
      const cancelled = await listSchedules(database, { state: 'cancelled', limit: 9 });
      expect(cancelled).toMatchObject({ total: 1, schedules: [{ id: over.id }] });
    });
  });
}
