// Carries changes from the outbox to the cache. A row is removed only after its wave has resolved: a relay that dies
// in between sends it again (the cache knows the event's id). Rows of one entity go one at a time, oldest first.
import { sql, type Transaction } from 'kysely';
import type { Freshet, Wave } from '@/server/freshet';
import type { ShopDatabase } from '../db/open';
import type { ShopSchema } from '../db/schema';
import { type OutboxRow, readSetNames, toChangeEvent } from './events';
import type { Wake } from './wake';

export interface HandledChange {
  outboxId: number;
  entity: string;
  id: string;
  before: string | null;
  after: string | null;
  waveId: string;
  invalidated: number;
  waveMs: number;
  /** From the writing statement to the resolved wave, on this machine's wall clock. */
  sinceChangeMs: number;
}
export interface RelayOptions {
  database: ShopDatabase;
  cache: Pick<Freshet, 'handleDataChange'>;
  instance: string;
  wake: Wake;
  onHandled: (change: HandledChange) => void;
  onError: (error: unknown) => void;
}
export interface Relay {
  stop(): Promise<void>;
}

/** Different entities whose waves run at once. */
const AT_ONCE = 8;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 5000;

/** The oldest row of each entity; on Postgres locked, so that a second relay takes others. */
async function takeRows(
  database: ShopDatabase,
  db: ShopDatabase['sql'] | Transaction<ShopSchema>,
): Promise<OutboxRow[]> {
  const oldest = db.selectFrom('outbox').select(sql<number>`min(id)`.as('id'));
  const query = db
    .selectFrom('outbox')
    .selectAll()
    .where('id', 'in', oldest.groupBy(['entity', 'entity_id']))
    .orderBy('id')
    .limit(AT_ONCE);
  return await (database.kind === 'postgres' ? query.forUpdate().skipLocked() : query).execute();
}

function describe(row: OutboxRow, wave: Wave): HandledChange {
  return {
    outboxId: row.id,
    entity: row.entity,
    id: row.entity_id,
    before: row.before,
    after: row.after,
    waveId: wave.id,
    invalidated: wave.invalidated,
    waveMs: wave.durationMs,
    sinceChangeMs: Date.now() - row.created_at_ms,
  };
}

export function startRelay(options: RelayOptions): Relay {
  const { database, cache, instance, wake, onHandled, onError } = options;
  const names = readSetNames(database);
  let running = true;

  async function handle(row: OutboxRow, db: ShopDatabase['sql'] | Transaction<ShopSchema>) {
    const event = await toChangeEvent(row, instance, names);
    const wave = await cache.handleDataChange(event, { actor: 'shop outbox' });
    await db.deleteFrom('outbox').where('id', '=', row.id).execute();
    return describe(row, wave);
  }

  /** Handles what is there; a failed row does not hold up the others, and stays. */
  async function handleAll(db: ShopDatabase['sql'] | Transaction<ShopSchema>) {
    const rows = await takeRows(database, db);
    const results = await Promise.allSettled(rows.map((row) => handle(row, db)));
    return {
      handled: results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : [])),
      errors: results.flatMap((r): unknown[] => (r.status === 'rejected' ? [r.reason] : [])),
    };
  }

  async function run(): Promise<void> {
    let retryMs = RETRY_FIRST_MS;
    while (running) {
      const mark = wake.mark();
      try {
        const { handled, errors } =
          database.kind === 'postgres'
            ? await database.sql.transaction().execute(handleAll)
            : await handleAll(database.sql);
        for (const change of handled) onHandled(change);
        if (errors.length > 0) throw errors[0];
        retryMs = RETRY_FIRST_MS;
        if (handled.length === 0) await wake.changedSince(mark);
      } catch (error) {
        if (!running) return;
        onError(error);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
        retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
      }
    }
  }

  const finished = run();
  return {
    async stop() {
      running = false;
      await wake.close();
      await finished;
    },
  };
}
