import { randomUUID } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { ShopDatabase } from './open';
import { postgresOutbox } from './outbox-postgres';
import { sqliteOutbox } from './outbox-sqlite';
import { buildSeedRows } from './seed-rows';
import { tables } from './tables';

const INSERT_ROWS = 200;

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / INSERT_ROWS) }, (_, index) =>
    rows.slice(index * INSERT_ROWS, (index + 1) * INSERT_ROWS),
  );
}

/**
 * Creates and fills the shop's database when it is empty; does nothing when it is there. The outbox and its triggers
 * come after the first rows: a first filling is no change that anybody has cached.
 * @returns whether the shop was filled just now
 */
export async function prepareShop(database: ShopDatabase): Promise<{ seeded: boolean }> {
  const seeded = await database.sql.transaction().execute(async (transaction) => {
    const run = (text: string) => transaction.executeQuery(CompiledQuery.raw(text));
    if (database.kind === 'postgres') await run('select pg_advisory_xact_lock(4711)');
    for (const text of tables) await run(text);
    const known = await transaction.selectFrom('shop_meta').select('name').executeTakeFirst();
    if (known === undefined) {
      const rows = buildSeedRows();
      await transaction
        .insertInto('shop_meta')
        .values({ name: 'instance', value: randomUUID() })
        .execute();
      for (const part of chunks(rows.categories))
        await transaction.insertInto('category').values(part).execute();
      for (const part of chunks(rows.paths))
        await transaction.insertInto('category_path').values(part).execute();
      for (const part of chunks(rows.brands))
        await transaction.insertInto('brand').values(part).execute();
      for (const part of chunks(rows.products))
        await transaction.insertInto('product').values(part).execute();
    }
    for (const text of database.kind === 'postgres' ? postgresOutbox : sqliteOutbox)
      await run(text);
    return known === undefined;
  });
  return { seeded };
}

/**
 * Name of this filling of the database. Outbox ids start anew when somebody deletes the file; with this name in
 * front, their events are not taken for ones seen before.
 */
export async function readInstance(database: ShopDatabase): Promise<string> {
  const row = await database.sql
    .selectFrom('shop_meta')
    .select('value')
    .where('name', '=', 'instance')
    .executeTakeFirstOrThrow();
  return row.value;
}
