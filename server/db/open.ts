// One Kysely for both databases. Only container.ts (and tests) call this.
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import LibsqlDatabase from 'libsql';
import { Pool } from 'pg';
import { PatientSqliteDialect } from './patient-sqlite';
import type { Schema } from './schema';

export type DatabaseKind = 'sqlite' | 'postgres';
export interface Database {
  readonly kind: DatabaseKind;
  readonly sql: Kysely<Schema>;
  close(): Promise<void>;
}

/** Opens (and creates) the embedded database file. Acknowledged rows survive a crash: WAL with synchronous=FULL. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new LibsqlDatabase(file);
  // It holds password hashes and session tokens; the files beside it take its mode.
  chmodSync(file, 0o600);
  database.exec('pragma busy_timeout = 5000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  // From here on waiting is the driver's, so that it does not hold up everything else.
  database.exec('pragma busy_timeout = 0');
  const sql = new Kysely<Schema>({ dialect: new PatientSqliteDialect(database) });
  return { kind: 'sqlite', sql, close: () => sql.destroy() };
}

/** Connects lazily; a database that is away shows at the first query, within the connection timeout. */
export function openPostgres(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 });
  // Without a listener, an idle connection that the server closes would end this process.
  pool.on('error', onIdleError);
  const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { kind: 'postgres', sql, close: () => sql.destroy() };
}
