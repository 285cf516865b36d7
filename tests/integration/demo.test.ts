import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openShopCache } from '@/demo/cache/shop-cache';
import { openShopDatabase, runSql, type ShopDatabase } from '@/demo/db/open';
import { prepareShop, readInstance } from '@/demo/db/prepare';
import { findPagesShowing } from '@/demo/db/where-shown';
import { type ChangeLog, createChangeLog, waitUntilCarried } from '@/demo/outbox/change-log';
import { type Relay, startRelay } from '@/demo/outbox/relay';
import { openWake } from '@/demo/outbox/wake';
import { followCache, noteQuery } from '@/demo/web/request-log';
import { createShopServer } from '@/demo/web/server';
import { createReceipts } from '@/demo/web/shop';
import { startPostgres } from '../support/postgres';
import { uniqueNamespace } from '../support/redis';

const postgres = await startPostgres();
if (typeof postgres === 'string') console.log(`The shop on Postgres is not tested: ${postgres}.`);
const folder = mkdtempSync(path.join(tmpdir(), 'freshet-demo-test-'));
let files = 0;
const sources: [string, () => Promise<string>][] = [
  ['sqlite', async () => path.join(folder, `shop-${files++}.db`)],
  ...(typeof postgres === 'string'
    ? []
    : [['postgres', () => postgres.createDatabase()] as [string, () => Promise<string>]]),
];
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(sources)('the demo shop on %s', (_, createSource) => {
  let source: string;
  let database: ShopDatabase;
  /** Another connection, as an import job has. */
  let elsewhere: ShopDatabase;
  let changes: ChangeLog;
  let relay: Relay | null;
  let server: Server;
  let origin: string;
  let close: () => Promise<void>;

  async function start(withRelay: boolean): Promise<void> {
    database = openShopDatabase(source, { onQuery: noteQuery });
    elsewhere = openShopDatabase(source);
    await prepareShop(database);
    const shopCache = openShopCache(
      { redisUrl: inject('redisUrl'), namespace: uniqueNamespace('shop'), background: false },
      database,
    );
    const unfollow = followCache(shopCache.cache);
    changes = createChangeLog();
    relay = withRelay
      ? startRelay({
          database,
          cache: shopCache.cache,
          instance: await readInstance(database),
          wake: openWake(database),
          onHandled: (change) => changes.add(change),
          onError: (error) => console.error(error),
        })
      : null;
    server = createShopServer({
      database,
      cache: shopCache,
      changes,
      consoleUrl: null,
      startedAtMs: 0,
      receipts: createReceipts(),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    close = async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await relay?.stop();
      unfollow();
      await shopCache.cache.close();
      await elsewhere.close();
      await database.close();
    };
  }
  beforeEach(async () => {
    source = await createSource();
  });
  afterEach(() => close());

  async function open(address: string) {
    const response = await fetch(origin + address);
    const text = await response.text();
    return {
      text,
      status: response.status,
      cacheStatus: response.headers.get('cache-status') ?? '',
      priceOf: (id: number) =>
        Number(new RegExp(`data-product="${id}" value="(\\d+)"`).exec(text)?.[1]),
    };
  }
  async function findFeatured() {
    const { id } = await database.sql
      .selectFrom('product')
      .select('id')
      .where('featured', '=', 1)
      .executeTakeFirstOrThrow();
    const shown = await findPagesShowing(database, id);
    if (!shown?.home) throw new Error('not on the homepage');
    return { id, pages: [shown.product, ...shown.listings, shown.brand, shown.home] };
  }
  const carried = (entity: string, id: string | number) =>
    waitUntilCarried(database, changes, entity, String(id));

  it('shows a price changed by SQL on every page that shows the product, on the next read', async () => {
    await start(true);
    const { id, pages } = await findFeatured();
    for (const page of pages) await open(page);
    for (const page of pages)
      expect((await open(page)).cacheStatus, page).toContain('freshet; hit');
    await runSql(elsewhere, `UPDATE product SET price_cents = 4242 WHERE id = ${id}`);
    expect(await carried('product', id)).toBe(true);
    for (const page of pages) expect((await open(page)).priceOf(id), page).toBe(4242);
  });

  it('control: without the relay the cached pages keep the old price', async () => {
    await start(false);
    const { id, pages } = await findFeatured();
    for (const page of pages) await open(page);
    await runSql(elsewhere, `UPDATE product SET price_cents = 4242 WHERE id = ${id}`);
    for (const page of pages) expect((await open(page)).priceOf(id), page).not.toBe(4242);
  });

  it('moves a product out of the listings of its old category and into those of the new one', async () => {
    await start(true);
    const { id } = await findFeatured();
    // First in rank, so that it stands on each listing's first page.
    await runSql(elsewhere, `UPDATE product SET rank = 0, category_id = 4 WHERE id = ${id}`);
    await carried('product', id);
    const slugOf = async (categoryId: number) =>
      (
        await database.sql
          .selectFrom('category')
          .select('slug')
          .where('id', '=', categoryId)
          .executeTakeFirstOrThrow()
      ).slug;
    const [from, to] = [await slugOf(4), await slugOf(60)];
    expect((await open(`/c/${from}`)).text).toContain(`href="/p/${id}"`);
    expect((await open(`/c/${to}`)).text).not.toContain(`href="/p/${id}"`);
    await runSql(elsewhere, `UPDATE product SET category_id = 60 WHERE id = ${id}`);
    await carried('product', id);
    expect((await open(`/c/${from}`)).text).not.toContain(`href="/p/${id}"`);
    expect((await open(`/c/${to}`)).text).toContain(`href="/p/${id}"`);
  });

  it('shows a renamed department in the navigation, on its listing and on product pages below it', async () => {
    await start(true);
    const { product_id: id } = await database.sql
      .selectFrom('product')
      .innerJoin('category_path', 'category_path.category_id', 'product.category_id')
      .innerJoin('category', 'category.id', 'category_path.ancestor_id')
      .select('product.id as product_id')
      .where('category.slug', '=', 'shoes')
      .executeTakeFirstOrThrow();
    const pages = ['/', '/c/shoes', `/p/${id}`];
    for (const page of pages) expect((await open(page)).text).toContain('Shoes');
    await runSql(elsewhere, "UPDATE category SET name = 'Footwear' WHERE slug = 'shoes'");
    await carried('category', 'shoes');
    for (const page of pages) expect((await open(page)).text, page).toContain('Footwear');
  });

  it('finds a product that was asked for before it was sold', async () => {
    await start(true);
    expect((await open('/p/9001')).status).toBe(404);
    await runSql(
      elsewhere,
      `INSERT INTO product (id, sku, name, description, price_cents, stock, brand_id, category_id, rank)
       VALUES (9001, 'NEW', 'New Tent', '', 100, 1, 1, 60, 1)`,
    );
    await carried('product', 9001);
    expect((await open('/p/9001')).status).toBe(200);
  });

  it('refuses a form that another site sent, and a price that is none', async () => {
    await start(true);
    const send = (price: string, from: string) =>
      fetch(`${origin}/p/1/price`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: from },
        body: new URLSearchParams({ price }),
      });
    expect((await send('12', 'http://elsewhere.example')).status).toBe(403);
    expect((await send('12 or 1=1', origin)).status).toBe(422);
    const done = await send('12.34', origin);
    expect(done.status).toBe(303);
    const page = await open(done.headers.get('location') ?? '');
    expect(page.priceOf(1)).toBe(1234);
    expect(page.text).toContain('UPDATE product SET price_cents = 1234 WHERE id = 1');
  });
});
