import { Redis } from 'ioredis';
import { describe, expect, inject, test } from 'vitest';
import { createFreshet } from '@/server/freshet';
import { cacheOn, keepCache } from '../support/engine';
import { stores, uniqueNamespace } from '../support/redis';

describe.each(stores)('the public names on $name', (store) => {
  test('a value that was set is read back, with its tags and dependencies invalidating it', async () => {
    const cache = cacheOn(store);
    expect(await cache.set('product:1', { price: 1 }, { ttl: 60, tags: ['shoes'] })).toBe(true);
    expect(await cache.get('product:1')).toEqual({ price: 1 });
    await cache.set('page:1', 'page', { ttl: 60, dependencies: ['product:1'] });
    await cache.set('home', 'home', { ttl: 60, dependencies: ['page:1'] });

    const wave = await cache.invalidateByTag('shoes');

    expect(wave).toMatchObject({ invalidated: 3, zeroMatch: false, roots: ['tag:shoes'] });
    expect(wave.levels).toMatchObject([
      { depth: 1, count: 1 },
      { depth: 2, count: 1 },
      { depth: 3, count: 1 },
    ]);
    expect(await cache.get('product:1')).toBeNull();
    expect(await cache.get('page:1')).toBeNull();
    expect(await cache.get('home')).toBeNull();
  });

  test.each([
    ['text', 'plain'],
    ['text beyond one byte a character', 'ключ € 🥿 {x}'],
    ['an empty text', ''],
    ['an object', { a: [1, null, 'é'], b: { c: true } }],
    ['a number', 0],
    ['false', false],
    ['a long text', 'é'.repeat(5000)],
  ])('%s comes back as it was, set or loaded', async (_name, value) => {
    const cache = cacheOn(store);
    await cache.set('set', value, { ttl: 60, tags: ['with {braces} €'], dependencies: ['{d}'] });
    await cache.getWithSWR('loaded', () => value, { ttl: 60, tags: ['with {braces} €'] });
    expect(await cache.get('set')).toEqual(value);
    expect(await cache.get('loaded')).toEqual(value);
    expect((await cache.entry('set'))?.dependsOn).toEqual([
      { guard: 'tag:with {braces} €', kind: 'tag', depth: 1 },
      { guard: 'key:{d}', kind: 'declared', depth: 1 },
    ]);
    expect((await cache.invalidateByTag('with {braces} €')).invalidated).toBe(2);
  });

  test('getWithSWR loads once, then serves from cache', async () => {
    const cache = cacheOn(store);
    let loads = 0;
    const read = () => cache.getWithSWR('k', () => ++loads, { ttl: 60 });
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
    expect(await read()).toBe(1);
  });

  test('a soft invalidation serves the old value at once and one load behind it', async () => {
    const cache = cacheOn(store);
    let version = 0;
    const read = () => cache.getWithSWR('k', () => ++version, { ttl: 60, swr: 60 });
    expect(await read()).toBe(1);
    const wave = await cache.invalidateByKey('k', { mode: 'soft' });
    expect(wave.invalidated).toBe(1);
    expect(await cache.get('k')).toBeNull();
    expect(await read()).toBe(1);
    await expect.poll(() => cache.get('k')).toBe(2);
  });

  test('nested reads become dependencies, to any depth', async () => {
    const cache = cacheOn(store);
    const product = cache.define('product', { key: 'product:{id}', load: ({ id }) => `p${id}` });
    const list = cache.define('list', {
      key: 'list:{page}',
      load: async () => [await product.get({ id: 1 }), await product.get({ id: 2 })].join(),
    });
    const home = cache.define('home', {
      key: 'home:{lang}',
      load: async () => list.get({ page: 1 }),
    });
    expect(await home.get({ lang: 'en' })).toBe('p1,p2');
    const wave = await cache.invalidateByKey('product:2');
    expect(wave.levels).toMatchObject([
      { depth: 0, count: 1 },
      { depth: 1, count: 1 },
      { depth: 2, count: 1 },
    ]);
    for (const { fromMs = -1, toMs = -1 } of wave.levels) {
      expect(fromMs).toBeGreaterThan(0);
      expect(toMs).toBeGreaterThanOrEqual(fromMs);
      expect(toMs).toBeLessThanOrEqual(wave.durationMs + 0.01);
    }
    expect(wave.touched).toEqual([
      { key: 'product:2', depth: 0, via: null },
      { key: 'list:1', depth: 1, via: 'key:product:2' },
      { key: 'home:en', depth: 2, via: 'key:list:1' },
    ]);
    expect(await cache.get('home:en')).toBeNull();
    expect(await cache.get('product:1')).toBe('p1');
  });
});

test("a client's own key prefix does not reach the keys that scripts spell", async () => {
  const redis = new Redis(inject('redisUrl'), { keyPrefix: 'app:' });
  const cache = keepCache(createFreshet({ redis, namespace: uniqueNamespace(), sweeper: false }));
  await cache.set('k', 1, { ttl: 60, tags: ['t'] });
  expect(await cache.get('k')).toBe(1);
  expect((await cache.invalidateByTag('t')).invalidated).toBe(1);
  expect(await cache.get('k')).toBeNull();
  redis.disconnect();
});
