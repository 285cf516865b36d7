// How two processes share one SQLite file without failing and without standing still.
import { setTimeout as delay } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type LibsqlDatabase from 'libsql';

/** How long a writer waits for another process's transaction before it gives up. */
const patienceMs = 5_000;
const firstPauseMs = 1;
const longestPauseMs = 25;

type Handle = InstanceType<typeof LibsqlDatabase>;

/** SQLite for several processes. */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #database: Handle;
  constructor(database: Handle) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): Driver {
    return new PatientSqliteDriver(this.#database);
  }
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

// SQLite's DDL is transactional. Said so, the migrator looks and migrates inside one BEGIN IMMEDIATE, which keeps a second
// process out; by itself it takes no lock on SQLite.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Every write happens inside BEGIN IMMEDIATE. That takes the write lock up front: a deferred transaction that reads first
 * fails when another process wrote in between, however long it waits. And only BEGIN can meet a busy database then, which
 * matters: a prepared statement that met one stays active until it is collected, and lets no later COMMIT pass.
 */
class PatientSqliteDriver extends SqliteDriver {
  readonly #database: Handle;
  constructor(database: Handle) {
    super({ database });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: async (query) => {
        if (isRead(query.sql) || this.#database.inTransaction)
          return connection.executeQuery(query);
        await begin(this.#database);
        try {
          const result = await connection.executeQuery<never>(query);
          this.#database.exec('commit');
          return result;
        } catch (error) {
          rollBack(this.#database);
          throw error;
        }
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }

  override beginTransaction(): Promise<void> {
    return begin(this.#database);
  }
  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit');
  }
  override async rollbackTransaction(): Promise<void> {
    rollBack(this.#database);
  }
}

function isRead(sql: string): boolean {
  return /^\s*(select|pragma|explain)\b/i.test(sql);
}

/** SQLite's own busy timeout would block this process's only thread; so it is asked again, with pauses in between. */
async function begin(database: Handle): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      database.exec('begin immediate');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
      await delay(pauseMs);
    }
  }
}

/** Some failures end the transaction by themselves; then there is nothing to roll back. */
function rollBack(database: Handle): void {
  if (database.inTransaction) database.exec('rollback');
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
