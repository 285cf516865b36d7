// One Kysely for both databases. Only container.ts (and tests) call this.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, Driver, SqliteDialectConfig } from 'kysely';
import LibsqlDatabase from 'libsql';
import { Pool } from 'pg';
import type { Schema } from './schema';

export type DatabaseKind = 'sqlite' | 'postgres';
export interface Database {
  readonly kind: DatabaseKind;
  readonly sql: Kysely<Schema>;
  close(): Promise<void>;
}

/** How long a writer waits for another process's transaction before it gives up. */
const busyTimeoutMs = 5_000;

// Every transaction of ours writes. A deferred BEGIN that reads first would fail with SQLITE_BUSY_SNAPSHOT when another
// process wrote in between, without waiting; IMMEDIATE takes the write lock up front and waits its turn.
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

/** Opens (and creates) the embedded database file. Acknowledged rows survive a crash: WAL with synchronous=FULL. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new LibsqlDatabase(file);
  database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  const sql = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database }) });
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
