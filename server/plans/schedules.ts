// Purges that wait for their time, as rows. Exactly one process runs one: it claims the row by a conditional UPDATE with a
// lease, and the engine knows the purge by the row's id (dedupeId), so that a run taken over after a crash is not a second
// wave. Instants are compared as ISO text; a lease is a minute and is renewed every quarter of one, which leaves room for
// machines whose clocks differ by seconds.
import { randomUUID } from 'node:crypto';
import { previewSubjectSchema, type ScheduleView } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import type { ScheduleTable } from '@/server/db/schema';

type Db = Pick<Database, 'sql'>;
export const leaseMs = 60_000;
const open = ['waiting', 'held'] as const;

const inMs = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();

export type NewSchedule = Omit<
  ScheduleTable,
  | 'id'
  | 'state'
  | 'next_try_at'
  | 'created_at'
  | 'attempts'
  | 'lease_token'
  | 'lease_until'
  | 'finished_at'
  | 'wave_id'
  | 'invalidated'
  | 'note'
>;

export async function storeSchedule({ sql }: Db, wanted: NewSchedule): Promise<ScheduleView> {
  const row: ScheduleTable = {
    ...wanted,
    id: `s_${randomUUID()}`,
    state: 'waiting',
    next_try_at: wanted.run_at,
    created_at: new Date().toISOString(),
    attempts: 0,
    lease_token: null,
    lease_until: null,
    finished_at: null,
    wave_id: null,
    invalidated: null,
    note: null,
  };
  await sql.insertInto('schedule').values(row).execute();
  return viewSchedule(row);
}

export async function findSchedule({ sql }: Db, id: string): Promise<ScheduleTable | null> {
  const row = await sql.selectFrom('schedule').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** What is still to come by its time, then what is over, the latest first. */
export async function listSchedules(
  { sql }: Db,
  { state, limit }: { state?: ScheduleTable['state'] | undefined; limit: number },
): Promise<{ schedules: ScheduleView[]; total: number }> {
  const all = sql
    .selectFrom('schedule')
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'));
  const { total } = await all
    .select((eb) => eb.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  const over = ['done', 'failed', 'cancelled'] as const;
  const coming = await all
    .selectAll()
    .where('state', 'not in', over)
    .orderBy('run_at')
    .limit(limit)
    .execute();
  const past = await all
    .selectAll()
    .where('state', 'in', over)
    .orderBy('finished_at', 'desc')
    .limit(Math.max(0, limit - coming.length))
    .execute();
  return { schedules: [...coming, ...past].map(viewSchedule), total: Number(total) };
}

/** Ends a schedule that has not begun. False when it had. */
export async function cancelSchedule({ sql }: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('schedule')
    .set({ state: 'cancelled', finished_at: new Date().toISOString() })
    .where('id', '=', id)
    .where('state', 'in', open)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A claimed schedule: `token` proves that it is still ours. */
export interface Claim {
  row: ScheduleTable;
  token: string;
}

/** Takes one schedule whose time has come, or whose runner fell silent; null when there is none. */
export async function claimDue({ sql }: Db, now: Date): Promise<Claim | null> {
  const at = now.toISOString();
  const token = randomUUID();
  const due = await sql
    .selectFrom('schedule')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'waiting'), eb('next_try_at', '<=', at)]),
        eb.and([eb('state', '=', 'running'), eb('lease_until', '<', at)]),
      ]),
    )
    .orderBy('next_try_at')
    .limit(5)
    .execute();
  for (const { id } of due) {
    const row = await sql
      .updateTable('schedule')
      .set((eb) => ({
        state: 'running',
        lease_token: token,
        lease_until: inMs(now, leaseMs),
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', '=', id)
      // Asked again inside the UPDATE: of two processes that saw it due, one changes the row.
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'waiting'), eb('next_try_at', '<=', at)]),
          eb.and([eb('state', '=', 'running'), eb('lease_until', '<', at)]),
        ]),
      )
      .returningAll()
      .executeTakeFirst();
    if (row) return { row, token };
  }
  return null;
}

/** False when somebody else has taken it over. */
export async function renewClaim({ sql }: Db, claim: Claim, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('schedule')
    .set({ lease_until: inMs(now, leaseMs) })
    .where('id', '=', claim.row.id)
    .where('lease_token', '=', claim.token)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type Ending =
  | { state: 'done'; waveId: string; invalidated: number }
  | { state: 'failed' | 'held'; note: string }
  /** Tried again at `next`: a store was away. */
  | { state: 'waiting'; note: string; next: Date };

/** Writes down how a run ended; nothing when the claim was lost meanwhile. */
export async function settleClaim({ sql }: Db, claim: Claim, ending: Ending): Promise<void> {
  const at = new Date().toISOString();
  const common = { state: ending.state, lease_token: null, lease_until: null };
  const set =
    ending.state === 'done'
      ? { finished_at: at, wave_id: ending.waveId, invalidated: ending.invalidated, note: null }
      : ending.state === 'waiting'
        ? { note: ending.note, next_try_at: ending.next.toISOString() }
        : { finished_at: ending.state === 'failed' ? at : null, note: ending.note };
  await sql
    .updateTable('schedule')
    .set({ ...common, ...set })
    .where('id', '=', claim.row.id)
    .where('lease_token', '=', claim.token)
    .execute();
}

export function viewSchedule(row: ScheduleTable): ScheduleView {
  return {
    id: row.id,
    previewId: row.preview_id,
    runAt: row.run_at,
    state: row.state,
    subject: previewSubjectSchema.parse(JSON.parse(row.subject)),
    mode: row.mode ?? 'default',
    reason: row.reason,
    seen: row.seen,
    createdAt: row.created_at,
    createdBy: row.actor_name,
    attempts: row.attempts,
    finishedAt: row.finished_at,
    waveId: row.wave_id,
    invalidated: row.invalidated,
    note: row.note,
  };
}
