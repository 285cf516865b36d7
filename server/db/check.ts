import { sql } from 'kysely';
import type { HealthView } from '@/lib/contract';
import type { Database } from './open';

/** Whether the database answers. */
export async function checkDatabase(database: Database): Promise<HealthView['database']> {
  try {
    await sql`select 1`.execute(database.sql);
    return { ok: true, kind: database.kind, error: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, kind: database.kind, error: message };
  }
}
