import { Migrator } from 'kysely';
import { foundation } from './migrations/0001-foundation';
import { previews } from './migrations/0002-previews';
import { events } from './migrations/0003-events';
import { settings } from './migrations/0004-settings';
import type { Database } from './open';

/**
 * Brings the database to the newest schema, in one transaction; safe to call from several processes at once (Postgres: an
 * advisory lock; SQLite: patient-sqlite.ts). Migrations are imported, not read from a folder, so that they are part of a
 * Next build.
 */
export async function migrate({ sql, kind }: Database): Promise<void> {
  const migrator = new Migrator({
    db: sql,
    provider: {
      getMigrations: async () => ({
        '0001-foundation': foundation(kind),
        '0002-previews': previews(),
        '0003-events': events(kind),
        '0004-settings': settings,
      }),
    },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(`The database could not be prepared${failed ? ` (migration ${failed})` : ''}.`, {
    cause: error,
  });
}
