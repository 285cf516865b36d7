import type { Context } from '@/server/auth/context';
import { seenMs } from './event-store';

const dayMs = 86_400_000;
const batch = 2_000;

/** Removes what is older than the retention; events that still wait stay. How many rows went. */
export async function trimEvents(
  { db }: Pick<Context, 'db'>,
  retentionDays: number,
  now: Date = new Date(),
): Promise<number> {
  // A day at least: for so long repeats are recognised, and answered from the log.
  const keptMs = Math.max(seenMs, retentionDays * dayMs);
  const before = new Date(now.getTime() - keptMs).toISOString();
  let removed = 0;
  for (;;) {
    const old = db.sql
      .selectFrom('change_event')
      .select('seq')
      .where('received_at', '<', before)
      .where('state', '!=', 'received')
      .limit(batch);
    const { numDeletedRows } = await db.sql
      .deleteFrom('change_event')
      .where('seq', 'in', old)
      .executeTakeFirstOrThrow();
    removed += Number(numDeletedRows);
    if (Number(numDeletedRows) < batch) break;
  }
  await db.sql
    .deleteFrom('event_seen')
    .where('seen_at', '<', new Date(now.getTime() - seenMs).toISOString())
    .execute();
  return removed;
}
