import { describe, expect, it } from 'vitest';
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

  it('arrive within seconds without anybody asking for it', async () => {
    const cache = cacheOn(under);
    await cache.get('nothing');
    await waitFor('the flush', async () => (await cache.getStats()).misses === 1);
  });
});
