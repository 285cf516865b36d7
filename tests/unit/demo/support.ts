import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ShopDatabase, openShopDatabase } from '@/demo/db/open';
import { prepareShop } from '@/demo/db/prepare';

/** A filled shop in a file of its own, and a way to open it a second time, as another process would. */
export async function openFilledShop(): Promise<{
  database: ShopDatabase;
  openAgain: () => ShopDatabase;
  remove: () => Promise<void>;
}> {
  const folder = mkdtempSync(path.join(tmpdir(), 'freshet-shop-'));
  const opened: ShopDatabase[] = [];
  const openAgain = () => {
    const database = openShopDatabase(path.join(folder, 'shop.db'));
    opened.push(database);
    return database;
  };
  const database = openAgain();
  await prepareShop(database);
  return {
    database,
    openAgain,
    async remove() {
      for (const one of opened) await one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A promise that the test settles. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
