import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ShopDatabase, runSql } from '@/demo/db/open';
import { type OutboxRow, readSetNames, toChangeEvent } from '@/demo/outbox/events';
import { openFilledShop } from './support';

let shop: Awaited<ReturnType<typeof openFilledShop>>;
let database: ShopDatabase;
beforeAll(async () => {
  shop = await openFilledShop();
  database = shop.database;
});
afterAll(() => shop.remove());
beforeEach(async () => {
  await database.sql.deleteFrom('outbox').execute();
});

const rows = (): Promise<OutboxRow[]> => database.sql.selectFrom('outbox').selectAll().execute();
async function eventsOf(statement: string) {
  await runSql(database, statement);
  return await Promise.all(
    (await rows()).map((row) => toChangeEvent(row, 'i', readSetNames(database))),
  );
}

describe('the outbox of the shop', () => {
  it('holds the price before and after, written by the statement that changed it', async () => {
    const { price_cents: before } = await database.sql
      .selectFrom('product')
      .select('price_cents')
      .where('id', '=', 42)
      .executeTakeFirstOrThrow();
    await runSql(database, 'UPDATE product SET price_cents = price_cents + 100 WHERE id = 42');
    const [row] = await rows();
    expect(JSON.parse(row?.before ?? '')).toMatchObject({ priceCents: before });
    expect(JSON.parse(row?.after ?? '')).toMatchObject({ priceCents: before + 100 });
  });

  it('has no row of a change that was rolled back, and one of a change that was committed', async () => {
    const change = (fail: boolean) =>
      database.sql.transaction().execute(async (transaction) => {
        await sql`update product set stock = stock + 1 where id = 7`.execute(transaction);
        if (fail) throw new Error('changed my mind');
      });
    await expect(change(true)).rejects.toThrow('changed my mind');
    expect(await rows()).toHaveLength(0);
    await change(false);
    expect(await rows()).toHaveLength(1);
  });

  it('has no row of a statement that changed nothing', async () => {
    await runSql(database, 'UPDATE product SET price_cents = price_cents');
    expect(await rows()).toHaveLength(0);
  });
});

describe('the event of an outbox row', () => {
  it('carries no tag for a price: pages are reached by what they depend on', async () => {
    const [event] = await eventsOf('UPDATE product SET price_cents = price_cents + 1 WHERE id = 1');
    expect(event).toMatchObject({ type: 'updated', entity: 'product', id: '1' });
    expect(event?.tags).toBeUndefined();
    expect(event?.eventId).toMatch(/^i:\d+$/);
  });

  it('names the listings of the old and the new category, up to the departments, for a move', async () => {
    await runSql(
      database,
      "UPDATE product SET category_id = (SELECT id FROM category WHERE slug = 'sneakers') WHERE id = 1",
    );
    await database.sql.deleteFrom('outbox').execute();
    const [event] = await eventsOf(
      "UPDATE product SET category_id = (SELECT id FROM category WHERE slug = 'tents') WHERE id = 1",
    );
    expect([...(event?.tags ?? [])].sort()).toEqual([
      'listing:camping',
      'listing:everyday-shoes',
      'listing:outdoor',
      'listing:shoes',
      'listing:sneakers',
      'listing:tents',
    ]);
  });

  it('names every set that a new product appears in', async () => {
    const [event] = await eventsOf(
      `INSERT INTO product (id, sku, name, description, price_cents, stock, brand_id, category_id, rank, featured)
       SELECT 9001, 'NEW', 'New Tent', '', 100, 1, 1, id, 1, 99 FROM category WHERE slug = 'tents'`,
    );
    expect(event?.type).toBe('created');
    expect(event?.tags).toEqual(
      expect.arrayContaining(['listing:tents', 'range:alder-ash', 'search', 'featured']),
    );
  });

  it('is about the category when a category is renamed', async () => {
    const [event] = await eventsOf("UPDATE category SET name = 'Trainers' WHERE slug = 'sneakers'");
    expect(event).toMatchObject({ entity: 'category', id: 'sneakers', type: 'updated' });
  });
});
