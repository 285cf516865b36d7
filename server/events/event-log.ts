import { sql } from 'kysely';
import type { EventDetailView, EventRowView, EventsPageView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { detailView, rowView } from './read-row';

type Place = Pick<Context, 'db'>;

export interface EventFilter {
  search?: string | undefined;
  source?: string | undefined;
  state?: EventRowView['state'] | undefined;
  nothing?: 'yes' | undefined;
  open?: 'yes' | undefined;
  before?: number | undefined;
  limit: number;
}

/** The log, newest first. */
export async function listEvents({ db }: Place, filter: EventFilter): Promise<EventsPageView> {
  let found = db.sql.selectFrom('change_event');
  if (filter.source !== undefined) found = found.where('source', '=', filter.source);
  if (filter.state !== undefined) found = found.where('state', '=', filter.state);
  if (filter.nothing) found = found.where('matched_nothing', '=', 1);
  if (filter.open) found = found.where('state', '=', 'dead').where('replayed_at', 'is', null);
  if (filter.search) found = found.where(matches(filter.search));
  const { total } = await found
    .select((eb) => eb.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .$if(filter.before !== undefined, (query) => query.where('seq', '<', filter.before ?? 0))
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const events = rows.slice(0, filter.limit).map(rowView);
  const last = rows.length > filter.limit ? events.at(-1) : undefined;
  return { events, cursor: last?.seq ?? null, total: Number(total) };
}

/** `%` and `_` in it mean themselves. */
function matches(search: string) {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const columns = ['entity', 'entity_id', 'type', 'source', 'event', 'id', 'wave_id'].map(
    (column) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`,
  );
  return sql<boolean>`(${sql.join(columns, sql` or `)})`;
}

/** One event with its body; null when it is not, or no longer, in the log. */
export async function findEvent({ db }: Place, id: string): Promise<EventDetailView | null> {
  const row = await db.sql
    .selectFrom('change_event')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const replays = await db.sql
    .selectFrom('change_event')
    .select('id')
    .where('replay_of', '=', id)
    .orderBy('seq')
    .limit(100)
    .execute();
  return detailView(
    row,
    replays.map((replay) => replay.id),
  );
}
