import type { Kysely, Migration } from 'kysely';
import type { DatabaseKind } from '../open';

/** The event intake: its log, what it has seen, its sources, and the rules with the engine's convention as the last. */
export function events(kind: DatabaseKind): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createLog(db, kind);
      await createSeen(db);
      await createRules(db);
    },
  };
}

async function createLog(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('change_event')
    // Never given twice, also when the newest rows were trimmed: people hold it as a cursor.
    .addColumn('seq', kind === 'postgres' ? 'bigserial' : 'integer', (c) =>
      kind === 'postgres' ? c.primaryKey() : c.primaryKey().autoIncrement(),
    )
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('event_at', 'text')
    .addColumn('applied_at', 'text')
    .addColumn('lag_ms', 'double precision')
    .addColumn('entity', 'text')
    .addColumn('entity_id', 'text')
    .addColumn('type', 'text')
    .addColumn('version', 'double precision')
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('event', 'text')
    .addColumn('dedupe_id', 'text', (c) => c.notNull())
    .addColumn('rules', 'text', (c) => c.notNull())
    .addColumn('targets', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('next_attempt_at', 'text')
    .addColumn('error', 'text')
    .addColumn('wave_id', 'text')
    .addColumn('invalidated', 'integer')
    .addColumn('matched_nothing', 'integer', (c) => c.notNull())
    .addColumn('deliveries', 'integer', (c) => c.notNull())
    .addColumn('replay_of', 'text')
    .addColumn('replayed_at', 'text')
    .execute();
  const indexes: [string, string[]][] = [
    ['change_event_due', ['state', 'next_attempt_at']],
    ['change_event_entity', ['entity', 'entity_id', 'state']],
    ['change_event_source', ['source', 'seq']],
    ['change_event_counts', ['received_at', 'source', 'state', 'matched_nothing']],
    ['change_event_wave', ['wave_id']],
    ['change_event_replay', ['replay_of']],
  ];
  for (const [name, columns] of indexes)
    await db.schema.createIndex(name).on('change_event').columns(columns).execute();
}

async function createSeen(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('event_seen')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('event_key', 'text', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('event_seen_pk', ['source', 'event_key'])
    .execute();
  await db.schema.createIndex('event_seen_at').on('event_seen').column('seen_at').execute();
  await db.schema
    .createTable('event_source')
    .addColumn('source', 'text', (c) => c.primaryKey())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('first_at', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .execute();
}

async function createRules(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('event_rule')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('enabled', 'integer', (c) => c.notNull())
    .addColumn('entity', 'text', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('keys', 'text', (c) => c.notNull())
    .addColumn('tags', 'text', (c) => c.notNull())
    .addColumn('stop', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('built_in', 'integer', (c) => c.notNull())
    .addColumn('hits', 'integer', (c) => c.notNull())
    .addColumn('last_hit_at', 'text')
    .addColumn('updated_by', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await (db as Kysely<{ event_rule: Record<string, string | number> }>)
    .insertInto('event_rule')
    .values({
      id: 'convention',
      name: 'The engine’s convention',
      enabled: 1,
      entity: '*',
      types: '[]',
      keys: '[]',
      tags: '[]',
      stop: 0,
      position: 1000,
      built_in: 1,
      hits: 0,
      updated_by: 'system',
      updated_at: new Date().toISOString(),
    })
    .execute();
}
