// The demo shop: a service with its own database that serves its pages through Freshet.
import { forgetOldShop, openShopCache, registerWarmPages, warmPages } from './cache/shop-cache';
import { openShopDatabase } from './db/open';
import { prepareShop, readInstance } from './db/prepare';
import { readShopEnv } from './env';
import { createChangeLog } from './outbox/change-log';
import { startRelay } from './outbox/relay';
import { openWake } from './outbox/wake';
import { followCache, noteQuery } from './web/request-log';
import { createShopServer } from './web/server';
import { createReceipts } from './web/shop';

const env = readShopEnv();
const warn = (what: string) => (error: unknown) =>
  console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
/** What the shop cannot start without: one sentence, not a stack. */
const endWith = (what: string) => (error: unknown) => {
  console.error(
    `${what} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
};

const database = openShopDatabase(env.database, {
  onQuery: noteQuery,
  delayMs: env.databaseDelayMs,
});
const { seeded } = await prepareShop(database).catch(endWith("The shop's database"));
const shopCache = openShopCache(env, database);
const { cache } = shopCache;
await cache.ready().catch(endWith('The Redis of the shop'));
followCache(cache);
cache.on('store-error', ({ operation, error }) => warn(`cache ${operation}`)(error));
if (seeded) await forgetOldShop(shopCache);

const changes = createChangeLog();
const relay = env.background
  ? startRelay({
      database,
      cache,
      instance: await readInstance(database),
      wake: openWake(database),
      onHandled: (change) => changes.add(change),
      onError: warn('outbox relay (the change stays and is sent again)'),
    })
  : null;

const server = createShopServer({
  database,
  cache: shopCache,
  changes,
  consoleUrl: env.consoleUrl,
  startedAtMs: Date.now(),
  receipts: createReceipts(),
});
server.listen(env.port, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : env.port;
  console.log(`shop ready on http://localhost:${port} (${database.kind}, process ${process.pid})`);
});
server.on('error', (error) => {
  console.error(`The shop cannot listen on port ${env.port}: ${error.message}`);
  process.exit(1);
});

if (env.background) {
  await registerWarmPages(shopCache);
  // A first visitor after a start finds these warm, too.
  await cache
    .warm(
      warmPages(shopCache).map(({ key }) => key),
      { reason: 'The shop started' },
    )
    .catch(warn('warming at the start'));
}

let stopping = false;
/** In the order of dependence: visitors, then the relay, then what both use. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), 1000);
  await closed;
  clearTimeout(cutOff);
  await relay?.stop();
  await cache.close();
  await database.close();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        warn('stopping')(error);
        process.exit(1);
      },
    );
  });
