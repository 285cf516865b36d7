import type { ReplayInput } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { EventRow } from './event-store';

/** The events a replay names, oldest first. Rejected ones hold no event, and waiting ones come by themselves. */
export async function findReplayable(
  { db }: Pick<Context, 'db'>,
  { ids, range }: Pick<ReplayInput, 'ids' | 'range'>,
  limit: number,
): Promise<EventRow[]> {
  let found = db.sql.selectFrom('change_event').where('state', 'in', ['applied', 'dead']);
  if (ids !== undefined) found = found.where('id', 'in', ids);
  if (range !== undefined) {
    found = found
      .where('received_at', '>=', new Date(range.from).toISOString())
      .where('received_at', '<=', new Date(range.to).toISOString())
      // A range means what came from outside, not what somebody sent again.
      .where('via', '!=', 'replay');
    if (range.source !== undefined) found = found.where('source', '=', range.source);
    if (range.state !== undefined) found = found.where('state', '=', range.state);
  }
  return found.selectAll().orderBy('seq').limit(limit).execute();
}
