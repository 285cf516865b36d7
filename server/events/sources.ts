import type { EventSourceView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { EventSourceTable } from '@/server/db/schema-events';

type Place = Pick<Context, 'db'>;

const hourMs = 3_600_000;
const maxSources = 200;
const lagSample = 500;
const gapSample = 50;
/** Fewer events than this say nothing about how often a source speaks. */
const leastForGap = 5;
const patience = 20;
const leastSilenceMs = 5 * 60_000;
const longestSilenceMs = 24 * hourMs;

/** Every source with its last hour, newest first; at most the 200 that spoke last. */
export async function listSources(
  place: Place,
  now: Date = new Date(),
): Promise<EventSourceView[]> {
  const sources = await place.db.sql
    .selectFrom('event_source')
    .selectAll()
    .orderBy('last_at', 'desc')
    .limit(maxSources)
    .execute();
  const counts = await countHour(place, now);
  const waiting = await countOpen(place, 'received');
  const dead = await countOpen(place, 'dead');
  const views: EventSourceView[] = [];
  for (const row of sources) {
    const own = counts.get(row.source) ?? { received: 0, rejected: 0, matchedNothing: 0 };
    views.push({
      source: row.source,
      via: row.via,
      firstAt: row.first_at,
      lastAt: row.last_at,
      ...own,
      ratePerMin: rateOf(own.received, row, now),
      lagMs: await readLag(place, row.source),
      waiting: waiting.get(row.source) ?? 0,
      deadLetters: dead.get(row.source) ?? 0,
      ...(await readSilence(place, row, now)),
    });
  }
  return views;
}

async function countHour({ db }: Place, now: Date) {
  const rows = await db.sql
    .selectFrom('change_event')
    .select(['source', 'state', 'matched_nothing', (eb) => eb.fn.countAll().as('count')])
    .where('received_at', '>=', new Date(now.getTime() - hourMs).toISOString())
    .groupBy(['source', 'state', 'matched_nothing'])
    .execute();
  const counts = new Map<string, { received: number; rejected: number; matchedNothing: number }>();
  for (const row of rows) {
    const own = counts.get(row.source) ?? { received: 0, rejected: 0, matchedNothing: 0 };
    const count = Number(row.count);
    own.received += count;
    if (row.state === 'rejected') own.rejected += count;
    if (row.matched_nothing === 1) own.matchedNothing += count;
    counts.set(row.source, own);
  }
  return counts;
}

async function countOpen({ db }: Place, state: 'received' | 'dead'): Promise<Map<string, number>> {
  const rows = await db.sql
    .selectFrom('change_event')
    .select(['source', (eb) => eb.fn.countAll().as('count')])
    .where('state', '=', state)
    .where('replayed_at', 'is', null)
    .groupBy('source')
    .execute();
  return new Map(rows.map((row) => [row.source, Number(row.count)]));
}

/** Over the hour, or since the source first spoke when that is later. */
function rateOf(received: number, { first_at }: EventSourceTable, now: Date): number {
  const spanMs = Math.min(hourMs, Math.max(60_000, now.getTime() - Date.parse(first_at)));
  return received / (spanMs / 60_000);
}

async function readLag({ db }: Place, source: string): Promise<EventSourceView['lagMs']> {
  const rows = await db.sql
    .selectFrom('change_event')
    .select('lag_ms')
    .where('source', '=', source)
    .where('lag_ms', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(lagSample)
    .execute();
  const sorted = rows.map((row) => Number(row.lag_ms)).toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}

/** Silent: nothing came for twenty times the usual gap (the median of the last 50), within five minutes and a day. */
async function readSilence({ db }: Place, { source, last_at }: EventSourceTable, now: Date) {
  const rows = await db.sql
    .selectFrom('change_event')
    .select('received_at')
    .where('source', '=', source)
    .where('via', '!=', 'replay')
    .orderBy('seq', 'desc')
    .limit(gapSample)
    .execute();
  if (rows.length < leastForGap) return { silent: false, silentAfterMs: null };
  const times = rows.map((row) => Date.parse(row.received_at));
  const gaps = times.slice(1).map((time, i) => Math.max(0, (times[i] ?? time) - time));
  const median = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const silentAfterMs = Math.min(longestSilenceMs, Math.max(leastSilenceMs, patience * median));
  return { silent: now.getTime() - Date.parse(last_at) > silentAfterMs, silentAfterMs };
}
