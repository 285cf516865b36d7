import { describe, expect, it } from 'vitest';
import { entryKey } from '@/server/redis/keyspace';
import { cacheOn } from '../support/engine';
import { stores, uniqueNamespace, waitFor } from '../support/redis';

describe.each(stores)('statistics on a $name store', (under) => {
  it('add up what every process of the fleet counted, exactly', async () => {
    const namespace = uniqueNamespace('stats');
    const caches = [cacheOn(under, { namespace }), cacheOn(under, { namespace })];
    for (const cache of caches) {
      await cache.set('product:1', 1, { ttl: 60, tags: ['x'] });
      for (let i = 0; i < 50; i++) await cache.get('product:1');
      for (let i = 0; i < 7; i++) await cache.get('page:none');
      await cache.getWithSWR(`page:${Math.random()}`, () => 1);
      await cache.invalidateByTag('x');
      await cache.close();
    }
    const stats = await cacheOn(under, { namespace }).getStats({ windowMs: 60_000 });
    expect(stats).toMatchObject({
      hits: 100,
      misses: 16,
      waves: 2,
      invalidations: 2,
      loads: 2,
      hitRatio: 100 / 116,
    });
    const reasons = Object.values(stats.missesByReason).reduce((sum, count) => sum + count, 0);
    expect(reasons).toBe(16);
    expect(stats.families.find((one) => one.family === 'product')?.hits).toBe(100);
    const perPoint = stats.series.reduce((sum, point) => sum + point.hits, 0);
    expect(perPoint).toBe(100);
    expect(stats.series).toHaveLength(6);
  });

  it('tell why keys were missing, how soon changes were fresh, and which reloads were for nothing', async () => {
    const namespace = uniqueNamespace('stats');
    const cache = cacheOn(under, { namespace });
    const reasons: (string | undefined)[] = [];
    cache.on('lookup', ({ result, reason }) => {
      if (result !== 'hit') reasons.push(reason);
    });
    let finished = 0;
    cache.on('wave', ({ phase }) => {
      if (phase === 'finished') finished++;
    });
    const heard = (waves: number) => waitFor('the wave to be told', () => finished === waves);
    let price = 1;
    const product = cache.define('product', {
      key: 'product:{id}',
      load: () => ({ price }),
      tags: () => ['shoes'],
    });
    const page = cache.define('page', {
      key: 'page:{id}',
      load: async ({ id }) => (await product.get({ id })).price > 0,
    });
    await page.get({ id: 1 });
    price = 2;
    await cache.invalidateByTag('shoes');
    await heard(1);
    await page.get({ id: 1 });
    await cache.invalidateByKey('product:1', { mode: 'soft' });
    await heard(2);
    await page.get({ id: 1 });
    await waitFor(
      'the refresh behind',
      async () => (await cache.entry('page:1'))?.state === 'fresh',
    );
    await under.connect().unlink(entryKey(namespace, 'page:1'));
    await page.get({ id: 1 });
    await cache.close();
    expect(reasons).toEqual([
      'cold',
      'cold',
      'invalidated-dependency',
      'invalidated-tag',
      'invalidated-dependency',
      'invalidated-key',
      'evicted',
    ]);
    const stats = await cacheOn(under, { namespace }).getStats({ windowMs: 60_000, tags: 5 });
    // The page was the same each time; the product another one once.
    expect(stats).toMatchObject({ reloaded: 4, wasted: 3, loads: 7 });
    expect(stats.freshTime?.count).toBe(4);
    expect(stats.freshTime?.p95Ms).toBeLessThan(5000);
    expect(stats.loadTime?.count).toBe(7);
    const families = new Map(stats.families.map((family) => [family.family, family]));
    expect(families.get('page')).toMatchObject({ reloaded: 2, wasted: 2 });
    expect(families.get('page')?.loadTime?.count).toBe(4);
    expect(stats.tags).toEqual([{ tag: 'shoes', waves: 1, entries: 2, reloaded: 2, wasted: 1 }]);
    const point = stats.series.find((one) => one.freshTime !== null);
    expect(point?.loadTime?.count).toBeGreaterThan(0);
  });

  it('arrive within seconds without anybody asking for it', async () => {
    const cache = cacheOn(under);
    await cache.get('nothing');
    await waitFor('the flush', async () => (await cache.getStats()).misses === 1);
  });
});
