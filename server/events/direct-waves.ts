// Services may tell the engine of a change themselves, past the intake. Their waves say so in the journal; here they
// come into the log, after the fact, so that the log shows every event of the namespace.
import { randomUUID } from 'node:crypto';
import type { Context } from '@/server/auth/context';
import type { WaveNotice } from '@/server/freshet';
import { instantOf } from './plain';

type Place = Pick<Context, 'db' | 'cache' | 'log'>;
type Told = Pick<WaveNotice, 'id' | 'cause' | 'roots' | 'invalidated' | 'durationMs' | 'startedAt'>;

/** Waves kept in memory while the database is away; older ones are read from the journal at the next start. */
const maxHeld = 10_000;
const catchUpPages = 10;

export interface DirectWaves {
  /** Listens from now on; returns the end of it. */
  watch(): () => void;
  /** Writes what was heard since the last time, and at first what the journal holds from before. */
  flush(): Promise<void>;
}

export function watchDirectWaves(place: Place): DirectWaves {
  let held: Told[] = [];
  let caughtUp = false;
  const isDirect = ({ cause }: Told) =>
    cause.kind === 'event' && cause.event !== undefined && cause.source === undefined;
  return {
    watch: () =>
      place.cache.on('wave', (notice) => {
        if (notice.phase === 'finished' && isDirect(notice) && held.length < maxHeld)
          held.push(notice);
      }),
    async flush() {
      if (!caughtUp) {
        await catchUp(place, (wave) => isDirect(wave) && held.push(wave));
        caughtUp = true;
      }
      const batch = held.splice(0);
      try {
        if (batch.length > 0) await keep(place, batch);
      } catch (error) {
        held = [...batch, ...held].slice(-maxHeld);
        throw error;
      }
    },
  };
}

/** Back through the journal to the newest wave that is in the log already. */
async function catchUp({ db, cache }: Place, take: (wave: Told) => void): Promise<void> {
  let before: string | null = null;
  for (let page = 0; page < catchUpPages; page++) {
    const { waves, cursor } = await cache.waves({ limit: 200, ...(before !== null && { before }) });
    const ids = waves.map((wave) => wave.id);
    const known = new Set<string | null>();
    if (ids.length > 0) {
      const rows = await db.sql
        .selectFrom('change_event')
        .select('wave_id')
        .where('wave_id', 'in', ids)
        .execute();
      for (const row of rows) known.add(row.wave_id);
    }
    for (const wave of waves) if (wave.state === 'complete' && !known.has(wave.id)) take(wave);
    if (known.size > 0 || cursor === null) return;
    before = cursor;
  }
}

async function keep({ db }: Place, waves: readonly Told[]): Promise<void> {
  await db.sql.transaction().execute(async (trx) => {
    for (const wave of waves.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))) {
      const row = rowOf(wave);
      if (row === null) continue;
      const seen = { source: row.source, event_key: `wave:${wave.id}`, event_id: row.id };
      const first = await trx
        .insertInto('event_seen')
        .values({ ...seen, seen_at: row.received_at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('event_id')
        .executeTakeFirst();
      if (!first) continue;
      await trx
        .insertInto('event_source')
        .values({
          source: row.source,
          via: 'direct',
          first_at: row.received_at,
          last_at: row.received_at,
        })
        .onConflict((conflict) =>
          conflict.column('source').doUpdateSet({ last_at: row.received_at }),
        )
        .execute();
      await trx.insertInto('change_event').values(row).execute();
    }
  });
}

function rowOf({ id, cause, roots, invalidated, durationMs, startedAt }: Told) {
  const { event } = cause;
  if (event === undefined) return null;
  const source = cause.actor ?? 'services';
  const eventAt = instantOf(event.time);
  const resolvedAt = Date.parse(startedAt) + durationMs;
  const named = (kind: string) =>
    roots.filter((root) => root.startsWith(`${kind}:`)).map((root) => root.slice(kind.length + 1));
  return {
    id: randomUUID(),
    source,
    via: 'direct' as const,
    actor: source,
    request_id: '',
    state: 'applied' as const,
    received_at: startedAt,
    event_at: eventAt,
    applied_at: new Date(resolvedAt).toISOString(),
    lag_ms: eventAt === null ? null : Math.max(0, resolvedAt - Date.parse(eventAt)),
    entity: event.entity,
    entity_id: String(event.id),
    type: event.type,
    version: event.version ?? null,
    body: JSON.stringify(event, null, 2),
    event: JSON.stringify(event),
    dedupe_id: `wave:${id}`,
    rules: '[]',
    targets: JSON.stringify({ keys: named('key'), tags: named('tag') }),
    attempts: 1,
    failures: 0,
    next_attempt_at: null,
    error: null,
    wave_id: id,
    invalidated,
    matched_nothing: invalidated === 0 ? 1 : 0,
    deliveries: 1,
    replay_of: null,
    replayed_at: null,
  };
}
