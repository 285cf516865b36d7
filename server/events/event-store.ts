// The log's writes. An event is a row before anybody is told that it was taken in; what happens to it afterwards is
// written into the same row.
import { randomUUID } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import type { ChangeEventInput } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { ChangeEventTable } from '@/server/db/schema-events';
import { instantOf } from './plain';
import type { Decision } from './rules';

type Place = Pick<Context, 'db'>;
export type EventRow = Selectable<ChangeEventTable>;
type NewRow = Insertable<ChangeEventTable>;

/** The same event within this time is one event. */
export const seenMs = 86_400_000;
/** How long whoever took an event in has for it before somebody else looks after it. */
export const graceMs = 30_000;
const rejectedBodyLimit = 65_536;

export interface Arrival {
  source: string;
  via: ChangeEventTable['via'];
  actor: string;
  requestId: string;
  body: string;
}
interface Understood {
  event: ChangeEventInput;
  decision: Decision;
  /** What tells repeats apart: the event's own id or the request's. Null: every arrival is a new event. */
  eventKey: string | null;
  replayOf?: string;
}

/** Stores an event; `duplicate` says that it is one that came before, with its row. */
export async function storeEvent(
  { db }: Place,
  arrival: Arrival,
  { event, decision, eventKey, replayOf }: Understood,
  now: Date = new Date(),
): Promise<{ row: EventRow; duplicate: boolean }> {
  const id = randomUUID();
  const key = eventKey === null ? null : JSON.stringify([arrival.source, eventKey]);
  const values: NewRow = {
    ...emptyRow(arrival, id, now),
    state: 'received',
    event_at: instantOf(event.time),
    entity: event.entity,
    entity_id: String(event.id),
    type: event.type,
    version: event.version ?? null,
    event: JSON.stringify(event),
    dedupe_id: `event:${key ?? id}`,
    rules: JSON.stringify(decision.matched.map(({ id: rule, name }) => ({ id: rule, name }))),
    targets: JSON.stringify({ keys: decision.keys, tags: decision.tags }),
    next_attempt_at: new Date(now.getTime() + graceMs).toISOString(),
    replay_of: replayOf ?? null,
  };
  return db.sql.transaction().execute(async (trx) => {
    if (eventKey !== null) {
      const first = await see(trx, arrival.source, eventKey, id, now);
      if (first !== null) return { row: first, duplicate: true };
    }
    await noteSource(trx, arrival, now);
    const rules = decision.matched.map((rule) => rule.id);
    if (rules.length > 0)
      await trx
        .updateTable('event_rule')
        .set((eb) => ({ hits: eb('hits', '+', 1), last_hit_at: now.toISOString() }))
        .where('id', 'in', rules)
        .execute();
    const row = await trx
      .insertInto('change_event')
      .values(values)
      .returningAll()
      .executeTakeFirstOrThrow();
    return { row, duplicate: false };
  });
}

/** Keeps what was sent and could not be read as an event, with the reason. */
export async function storeRejected(
  { db }: Place,
  arrival: Arrival,
  error: { code: string; message: string },
  now: Date = new Date(),
): Promise<void> {
  const id = randomUUID();
  // Postgres takes no NUL in a text.
  const body = Buffer.from(arrival.body)
    .subarray(0, rejectedBodyLimit)
    .toString('utf8')
    .replaceAll('\0', '\ufffd');
  await db.sql.transaction().execute(async (trx) => {
    await noteSource(trx, arrival, now);
    await trx
      .insertInto('change_event')
      .values({
        ...emptyRow(arrival, id, now),
        body,
        state: 'rejected',
        error: JSON.stringify(error),
        dedupe_id: `event:${id}`,
      })
      .execute();
  });
}

type Transaction = Parameters<
  Parameters<ReturnType<Place['db']['sql']['transaction']>['execute']>[0]
>[0];

/** Remembers that the event arrived. Its first row when it had within 24 h; null when this is the first time. */
async function see(
  trx: Transaction,
  source: string,
  eventKey: string,
  id: string,
  now: Date,
): Promise<EventRow | null> {
  const before = new Date(now.getTime() - seenMs).toISOString();
  const ours = { source, event_key: eventKey, event_id: id, seen_at: now.toISOString() };
  const inserted = await trx
    .insertInto('event_seen')
    .values(ours)
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'event_key'])
        .doUpdateSet({ event_id: id, seen_at: ours.seen_at })
        .where('event_seen.seen_at', '<=', before),
    )
    .returning('event_id')
    .executeTakeFirst();
  if (inserted) return null;
  const { event_id: first } = await trx
    .selectFrom('event_seen')
    .select('event_id')
    .where('source', '=', source)
    .where('event_key', '=', eventKey)
    .executeTakeFirstOrThrow();
  const row = await trx
    .updateTable('change_event')
    .set((eb) => ({ deliveries: eb('deliveries', '+', 1) }))
    .where('id', '=', first)
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  // Trimmed meanwhile: nobody can say any more what became of it, so it is taken as new.
  await trx.updateTable('event_seen').set(ours).where('event_id', '=', first).execute();
  return null;
}

async function noteSource(trx: Transaction, { source, via }: Arrival, now: Date): Promise<void> {
  // A replay says nothing about whether its source still speaks.
  if (via === 'replay') return;
  const at = now.toISOString();
  await trx
    .insertInto('event_source')
    .values({ source, via, first_at: at, last_at: at })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ last_at: at }))
    .execute();
}

function emptyRow({ source, via, actor, requestId, body }: Arrival, id: string, now: Date) {
  return {
    id,
    source,
    via,
    actor,
    request_id: requestId,
    body,
    received_at: now.toISOString(),
    event_at: null,
    applied_at: null,
    lag_ms: null,
    entity: null,
    entity_id: null,
    type: null,
    version: null,
    event: null,
    rules: '[]',
    targets: null,
    attempts: 0,
    failures: 0,
    next_attempt_at: null,
    error: null,
    wave_id: null,
    invalidated: null,
    matched_nothing: 0,
    deliveries: 1,
    replay_of: null,
    replayed_at: null,
  };
}

export async function findRow({ db }: Place, id: string): Promise<EventRow | null> {
  const row = await db.sql
    .selectFrom('change_event')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Somebody sent it again: a dead letter is then no open question any more. */
export async function markReplayed({ db }: Place, id: string): Promise<void> {
  await db.sql
    .updateTable('change_event')
    .set({ replayed_at: new Date().toISOString() })
    .where('id', '=', id)
    .execute();
}
