// A stored event becomes a wave. At least once: the row stays `received` until its wave has resolved, and the engine
// knows the event's dedupe id, so that a second try of the same event finds the first one's wave.
import type { Context } from '@/server/auth/context';
import type { Wave } from '@/server/freshet';
import { type EventRow, findRow, graceMs } from './event-store';
import { eventOf, targetsOf } from './read-row';

export type ApplyContext = Pick<Context, 'db' | 'cache' | 'log'>;

/** Failures of its own after which an event is a dead letter. Redis being away is never one. */
export const maxFailures = 10;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const away = ['store-unavailable', 'closed'];
/** Trying again would end the same way. */
const hopeless = ['invalid-key', 'invalid-tag', 'invalid-option', 'plan-too-large'];

export interface Applied {
  row: EventRow;
  /** Null when nothing was tried, no rule matched, or the try failed. */
  wave: Wave | null;
}

/**
 * Applies an event, and before it what waits of the same entity: older versions (else times, else arrivals) first, so
 * that a backlog is worked off in its order. Stops at the first that fails for now.
 */
export function applyInOrder(context: ApplyContext, row: EventRow): Promise<Applied> {
  return inTurn(`${row.entity}\n${row.entity_id}`, async () => {
    for (const earlier of await waitingBefore(context, row)) {
      const { row: after } = await applyOne(context, earlier);
      if (after.state === 'received') return { row, wave: null };
    }
    return applyOne(context, row);
  });
}

const turns = new Map<string, Promise<unknown>>();

/** One at a time per entity in this process; another process's doubles meet in the engine's dedupe. */
async function inTurn<T>(entity: string, task: () => Promise<T>): Promise<T> {
  const before = turns.get(entity) ?? Promise.resolve();
  const mine = before.then(task, task);
  turns.set(entity, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(entity) === mine) turns.delete(entity);
  }
}

async function waitingBefore({ db }: ApplyContext, row: EventRow): Promise<EventRow[]> {
  const waiting = await db.sql
    .selectFrom('change_event')
    .selectAll()
    .where('entity', '=', row.entity)
    .where('entity_id', '=', row.entity_id)
    .where('state', '=', 'received')
    // One without a try is in the hands of whoever took it in.
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('id', '=', row.id)]))
    .orderBy('seq')
    .limit(1_000)
    .execute();
  const sorted = inOrder(waiting);
  return sorted.slice(
    0,
    Math.max(
      0,
      sorted.findIndex(({ id }) => id === row.id),
    ),
  );
}

/** By version when all have one, else by their own times when all have one, else as they arrived. */
export function inOrder(rows: readonly EventRow[]): EventRow[] {
  const bySeq = (a: EventRow, b: EventRow) => Number(a.seq) - Number(b.seq);
  if (rows.every((row) => row.version !== null))
    return rows.toSorted((a, b) => Number(a.version) - Number(b.version) || bySeq(a, b));
  if (rows.every((row) => row.event_at !== null))
    return rows.toSorted((a, b) => compare(a.event_at ?? '', b.event_at ?? '') || bySeq(a, b));
  return rows.toSorted(bySeq);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

async function applyOne(context: ApplyContext, given: EventRow): Promise<Applied> {
  const claimed = await claim(context, given.id);
  if (claimed === null) return { row: (await findRow(context, given.id)) ?? given, wave: null };
  const { keys, tags } = targetsOf(claimed);
  if (keys.length + tags.length === 0)
    return { row: await settle(context, claimed, null), wave: null };
  let wave: Wave;
  try {
    wave = await context.cache.handleDataChange(eventOf(claimed), {
      targets: { keys, tags },
      source: claimed.source,
      actor: claimed.actor,
      dedupeId: claimed.dedupe_id,
      ...(claimed.via === 'replay' && { cause: 'replay' as const }),
    });
  } catch (error) {
    context.log.warn({ err: error, eventId: claimed.id }, 'event not applied');
    return { row: await fail(context, claimed, error), wave: null };
  }
  return { row: await settle(context, claimed, wave), wave };
}

/** Takes the row for one try; null when it is no longer waiting. */
async function claim({ db }: ApplyContext, id: string): Promise<EventRow | null> {
  const row = await db.sql
    .updateTable('change_event')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      next_attempt_at: new Date(Date.now() + graceMs).toISOString(),
    }))
    .where('id', '=', id)
    .where('state', '=', 'received')
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

async function settle(context: ApplyContext, row: EventRow, wave: Wave | null): Promise<EventRow> {
  const at = new Date();
  const lagMs =
    row.event_at === null || row.via === 'replay'
      ? null
      : Math.max(0, at.getTime() - Date.parse(row.event_at));
  return update(context, row, {
    state: 'applied',
    applied_at: at.toISOString(),
    lag_ms: lagMs,
    next_attempt_at: null,
    error: null,
    wave_id: wave?.id ?? null,
    invalidated: wave?.invalidated ?? 0,
    matched_nothing: (wave?.zeroMatch ?? true) ? 1 : 0,
  });
}

async function fail(context: ApplyContext, row: EventRow, error: unknown): Promise<EventRow> {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? error.code
      : 'internal';
  const message = error instanceof Error ? error.message : String(error);
  const failures = row.failures + (away.includes(code) ? 0 : 1);
  const dead = hopeless.includes(code) || failures >= maxFailures;
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(row.attempts - 1, 10));
  return update(context, row, {
    state: dead ? 'dead' : 'received',
    failures,
    error: JSON.stringify({ code, message: message.slice(0, 1_000) }),
    next_attempt_at: dead ? null : new Date(Date.now() + pauseMs).toISOString(),
  });
}

function update(
  { db }: ApplyContext,
  row: EventRow,
  change: Partial<Omit<EventRow, 'seq' | 'id'>>,
): Promise<EventRow> {
  return db.sql
    .updateTable('change_event')
    .set(change)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
