import type { Kysely, Migration } from 'kysely';

/** Stored previews, and purges that wait for their time. */
export function previews(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('preview')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('expires_at', 'text', (c) => c.notNull())
        .addColumn('targets', 'text', (c) => c.notNull())
        .addColumn('view', 'text', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('preview_expires').on('preview').column('expires_at').execute();
      await db.schema
        .createTable('schedule')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('preview_id', 'text', (c) => c.notNull())
        .addColumn('run_at', 'text', (c) => c.notNull())
        .addColumn('next_try_at', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('targets', 'text', (c) => c.notNull())
        .addColumn('mode', 'text')
        .addColumn('reason', 'text')
        .addColumn('tier', 'integer', (c) => c.notNull())
        .addColumn('seen', 'integer', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('actor_kind', 'text', (c) => c.notNull())
        .addColumn('actor_id', 'text', (c) => c.notNull())
        .addColumn('actor_name', 'text', (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addColumn('lease_token', 'text')
        .addColumn('lease_until', 'text')
        .addColumn('finished_at', 'text')
        .addColumn('wave_id', 'text')
        .addColumn('invalidated', 'integer')
        .addColumn('note', 'text')
        .execute();
      await db.schema
        .createIndex('schedule_due')
        .on('schedule')
        .columns(['state', 'next_try_at'])
        .execute();
    },
  };
}
