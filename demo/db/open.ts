import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { CompiledQuery, Kysely, type KyselyPlugin, PostgresDialect, SqliteDialect } from 'kysely';
import LibsqlDatabase from 'libsql';
import { Pool, types } from 'pg';
import type { ShopSchema } from './schema';

/** Counts what really reached the database, by Kysely's own log of executed queries. */
export interface QueryCount {
  total: number;
}
export interface ShopDatabase {
  readonly kind: 'sqlite' | 'postgres';
  /** What was opened: a path or an address. */
  readonly source: string;
  readonly sql: Kysely<ShopSchema>;
  readonly queries: QueryCount;
  close(): Promise<void>;
}

const isPostgres = (source: string) => /^postgres(ql)?:\/\//.test(source);

/** A connection of libsql's own, for what Kysely does not offer (the data version, scripts of many statements). */
export function openSqliteFile(file: string): LibsqlDatabase.Database {
  mkdirSync(dirname(file), { recursive: true });
  const database = new LibsqlDatabase(file);
  database.exec('pragma busy_timeout = 5000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  database.exec('pragma foreign_keys = on');
  return database;
}

export interface OpenOptions {
  /** Called for each executed query, in the context of who asked for it. */
  onQuery?: () => void;
  /** Lets each result arrive later, after the data was read, as from a database far away. */
  delayMs?: number;
}

const delayResults = (delayMs: number): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) =>
    new Promise((resolve) => setTimeout(() => resolve(result), delayMs)),
});

function openPool(source: string): Pool {
  // bigint columns here are ids and milliseconds, far below 2^53.
  types.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({ connectionString: source, max: 8, connectionTimeoutMillis: 5_000 });
  pool.on('error', (error) => console.warn(`shop database: ${error.message}`));
  return pool;
}

/** Opens the shop's database: Postgres by its address, else an embedded file (created when missing). */
export function openShopDatabase(source: string, options: OpenOptions = {}): ShopDatabase {
  const queries: QueryCount = { total: 0 };
  const kind = isPostgres(source) ? 'postgres' : 'sqlite';
  const sql = new Kysely<ShopSchema>({
    dialect:
      kind === 'postgres'
        ? new PostgresDialect({ pool: openPool(source) })
        : new SqliteDialect({ database: openSqliteFile(source) }),
    plugins: options.delayMs ? [delayResults(options.delayMs)] : [],
    log: () => {
      queries.total++;
      options.onQuery?.();
    },
  });
  return { kind, source, sql, queries, close: () => sql.destroy() };
}

/** Runs SQL as typed; rows of a reading statement, the number of changed rows of a writing one. */
export async function runSql(
  database: ShopDatabase,
  text: string,
): Promise<{ rows: unknown[]; changed: number | null }> {
  const result = await database.sql.executeQuery(CompiledQuery.raw(text));
  const changed = result.numAffectedRows;
  return { rows: result.rows, changed: changed === undefined ? null : Number(changed) };
}
