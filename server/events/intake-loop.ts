// Looks after events that were taken in and not applied (the process died in between, Redis was away), writes down what
// services told the engine themselves, and trims the log. One per console process; several do no harm.
import type { Context } from '@/server/auth/context';
import { graceMs } from './event-store';
import type { DirectWaves } from './direct-waves';
import { trimEvents } from './trim';

const everyMs = 2_000;
const trimEveryMs = 10 * 60_000;
const perRound = 200;

type Place = Pick<Context, 'db' | 'cache' | 'log'>;

export interface IntakeOptions {
  /** The audited operation that tries one event again. */
  recover: (id: string) => Promise<unknown>;
  direct: DirectWaves;
  /** How long the log is kept, days. */
  readRetentionDays: () => Promise<number>;
}

/** One look at what is due: how many events were tried. Does nothing while Redis is away. */
export async function recoverDue(
  { db, cache }: Place,
  recover: IntakeOptions['recover'],
  now: Date = new Date(),
): Promise<number> {
  const due = await db.sql
    .selectFrom('change_event')
    .select(['id', 'next_attempt_at'])
    .where('state', '=', 'received')
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('seq')
    .limit(perRound)
    .execute();
  if (due.length === 0 || !(await cache.health()).ok) return 0;
  let tried = 0;
  for (const { id, next_attempt_at: dueAt } of due) {
    // Of two processes that saw it, one takes it.
    const taken = await db.sql
      .updateTable('change_event')
      .set({ next_attempt_at: new Date(now.getTime() + graceMs).toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'received')
      .where('next_attempt_at', '=', dueAt)
      .returning('id')
      .executeTakeFirst();
    if (!taken) continue;
    await recover(id);
    tried++;
  }
  return tried;
}

/** Starts the loop; what it returns ends it after the round that runs. */
export function startIntake(place: Place, options: IntakeOptions): () => void {
  const { direct, recover, readRetentionDays } = options;
  let stopped = false;
  let trimmedAt = 0;
  const stopWatching = direct.watch();
  async function round(): Promise<void> {
    await direct.flush();
    await recoverDue(place, recover);
    if (performance.now() - trimmedAt < trimEveryMs && trimmedAt !== 0) return;
    trimmedAt = performance.now();
    await trimEvents(place, await readRetentionDays());
  }
  function next(): void {
    const timer = setTimeout(() => {
      round()
        .catch((error: unknown) => {
          if (!stopped)
            place.log.error({ err: error }, 'the event intake could not look after its events');
        })
        .finally(() => {
          if (!stopped) next();
        });
    }, everyMs);
    timer.unref();
  }
  next();
  return () => {
    stopped = true;
    stopWatching();
  };
}
