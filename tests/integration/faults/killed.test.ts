// Processes that are killed or held still at the worst moment. An invalidator killed -9 between any two commands; a lease
// holder that is stopped past its lease and then goes on as if nothing had happened.
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import type { Freshet } from '@/server/freshet';
import { cacheOn } from '../../support/engine';
import { forkScript } from '../../support/process';
import { stores, type StoreUnderTest, uniqueNamespace, waitFor } from '../../support/redis';

interface Shop {
  namespace: string;
  cache: Freshet;
  setVersion(version: number): void;
  read(): Promise<number[]>;
}

/** A product, a listing that shows it, and a home page that shows the listing: all cached at version 1. */
async function openShop(store: StoreUnderTest): Promise<Shop> {
  const namespace = uniqueNamespace();
  const cache = cacheOn(store, { namespace });
  let current = 1;
  const product = cache.define('product', { key: 'product:{id}', ttl: 600, load: () => current });
  const listing = cache.define('listing', {
    key: 'listing:{name}',
    ttl: 600,
    load: () => product.get({ id: 1 }),
  });
  const home = cache.define('home', {
    key: 'home:{name}',
    ttl: 600,
    load: () => listing.get({ name: 'all' }),
  });
  const read = () =>
    Promise.all([product.get({ id: 1 }), listing.get({ name: 'all' }), home.get({ name: 'main' })]);
  expect(await read()).toEqual([1, 1, 1]);
  return {
    namespace,
    cache,
    read,
    setVersion(version) {
      current = version;
    },
  };
}

async function invalidator(store: StoreUnderTest, shop: Shop, dieAt: number) {
  const child = await forkScript('tests/support/invalidator-child.ts');
  await child.call('open', { address: store.address, namespace: shop.namespace, dieAt });
  return child;
}

describe.each(stores)('killed on $name', (store) => {
  test('an invalidator killed between any two commands: an accepted event is finished by another process, and a repeated one is applied once', async () => {
    const whole = await openShop(store);
    const counter = await invalidator(store, whole, 0);
    const steps = await counter.call<number>('change', { id: '1', eventId: 'count' });
    await counter.kill();
    expect(steps).toBeGreaterThan(2);

    const ends = await Promise.all(
      Array.from({ length: steps }, async (_, index) => {
        const shop = await openShop(store);
        const dying = await invalidator(store, shop, index + 1);
        shop.setVersion(2);
        const event = { id: '1', eventId: `killed-after-${index + 1}` };
        await dying.call('change', event).catch(() => {});
        await dying.exited;
        // What is in the journal was accepted: it is finished without anybody asking again.
        const waves = async () => (await shop.cache.waves()).waves;
        const accepted = (await waves()).length > 0;
        await waitFor(
          `the wave of a process killed after step ${index + 1} to be finished`,
          async () => (await waves()).every(({ state }) => state === 'complete'),
          { timeoutMs: 30_000, everyMs: 100 },
        );
        const afterRecovery = await shop.read();
        const finishedByOthers = (await waves()).some(({ attempts }) => attempts > 1);
        // Whoever sent the event got no answer, and sends it again.
        shop.setVersion(3);
        const { duplicate } = await shop.cache.handleDataChange({
          type: 'updated',
          entity: 'product',
          ...event,
        });
        const ids = (await waves()).map(({ id }) => id);
        return {
          step: index + 1,
          accepted,
          afterRecovery,
          finishedByOthers,
          duplicate,
          afterRepeat: await shop.read(),
          walkedTwice: ids.length - new Set(ids).size,
        };
      }),
    );
    for (const end of ends) {
      // An event nobody accepted changed nothing; one that was accepted is applied, with nobody's help but the fleet's.
      const recovered = end.accepted ? 2 : 1;
      expect(end, `killed after step ${end.step}`).toMatchObject({
        afterRecovery: [recovered, recovered, recovered],
        afterRepeat: end.duplicate ? end.afterRecovery : [3, 3, 3],
        walkedTwice: 0,
      });
      // Lost would be: taken for a duplicate although nothing of it was done.
      expect(end.duplicate && !end.accepted).toBe(false);
    }
    const finishedByOthers = ends.filter((end) => end.finishedByOthers).length;
    console.log(
      `killed invalidators, ${store.name}: ${steps} processes killed, one after each step; ${finishedByOthers} waves finished by another process; violations: 0`,
    );
    // Otherwise the kills came too late to show anything.
    expect(finishedByOthers).toBeGreaterThan(0);
  }, 120_000);

  test.each([
    { rule: 'the protocol whole', rules: {}, left: 'new' },
    { rule: 'control: fence off', rules: { fence: false, checkMarkers: false }, left: 'old' },
  ])(
    'a lease holder stopped past its lease cannot publish what it loaded before ($rule)',
    async ({ rules, left }: { rules: Partial<Rules>; left: string }) => {
      const namespace = uniqueNamespace();
      const cache = cacheOn(store, { namespace, leaseMs: 400 });
      const child = await forkScript('tests/support/cache-child.ts');
      await child.call('open', { address: store.address, namespace, leaseMs: 400, rules });
      const loading = child.call('slowLoad', { key: 'k', tags: ['t'], value: 'old' });
      await child.next('loading');
      await child.kill('SIGSTOP');
      await cache.invalidateByTag('t');
      // One loader per key while its holder renews: this one takes over when the lease has run out.
      expect(await cache.getWithSWR('k', () => 'new', { ttl: 60, tags: ['t'] })).toBe('new');
      await child.kill('SIGCONT');
      await child.call('release');
      // Its own caller gets what it asked for when it asked; the cache keeps the newer value.
      await loading;
      expect(await cache.get('k')).toBe(left);
      await child.kill();
    },
  );
});
