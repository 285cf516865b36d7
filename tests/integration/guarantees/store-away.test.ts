// P6: Redis away. Reads go on from the origin with bounded concurrency, nothing hangs, errors are clear.
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { createFreshet } from '@/server/freshet';
import { keepCache } from '../../support/engine';
import { startRedis, waitFor } from '../../support/redis';

function cacheAt(url: string, options: { onStoreError?: 'load' | 'throw' } = {}) {
  return keepCache(
    createFreshet({
      redis: url,
      namespace: 'away',
      originConcurrency: 4,
      sweeper: false,
      ...options,
    }),
  );
}

test('Redis stopped and started under load: reads go on, nothing hangs, then the cache works again', async () => {
  const server = await startRedis();
  const cache = cacheAt(server.url);
  const errors: string[] = [];
  cache.on('store-error', ({ operation }) => errors.push(operation));
  let running = 0;
  let most = 0;
  const load = async () => {
    running++;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    return 'value';
  };
  let reads = 0;
  let slowestMs = 0;
  let stop = false;
  const reader = async (lane: number) => {
    while (!stop) {
      const startedAt = performance.now();
      expect(await cache.getWithSWR(`k:${lane}:${reads % 50}`, load, { ttl: 60 })).toBe('value');
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      reads++;
    }
  };
  const readers = Array.from({ length: 16 }, (_, lane) => reader(lane));
  await waitFor('reads from cache', () => reads > 500);
  await server.stop();
  most = 0;
  const before = reads;
  await waitFor('reads from the origin', () => reads > before + 500);
  expect(errors.length).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(4);
  await expect(cache.invalidateByTag('t')).rejects.toMatchObject({ code: 'store-unavailable' });
  await expect(cache.set('k', 1)).rejects.toMatchObject({ code: 'store-unavailable' });
  expect(await cache.get('k:0:0')).toBeNull();

  await server.start();
  await waitFor('the cache to work again', async () => {
    await cache.set('back', 1, { ttl: 60 });
    return (await cache.get('back')) === 1;
  });
  stop = true;
  await Promise.all(readers);
  // commandTimeout (1 s) plus a load is the most a read may take.
  expect(slowestMs).toBeLessThan(3000);
});

test('a store that stalls does not hang reads past the command timeout', async () => {
  const server = await startRedis();
  const cache = keepCache(
    createFreshet({ redis: server.url, namespace: 'stall', commandTimeoutMs: 200, sweeper: false }),
  );
  await cache.set('k', 1, { ttl: 60 });
  server.pause();
  expect(await cache.getWithSWR('k', () => 'from origin', { ttl: 60 })).toBe('from origin');
  server.resume();
});

test("onStoreError: 'throw' says store-unavailable", async () => {
  const server = await startRedis();
  const cache = cacheAt(server.url, { onStoreError: 'throw' });
  await cache.ready();
  await server.stop();
  await expect(cache.get('k')).rejects.toMatchObject({ code: 'store-unavailable' });
  await expect(cache.getWithSWR('k', () => 1)).rejects.toMatchObject({ code: 'store-unavailable' });
});

test('a Redis that may evict the index is refused, loudly and for every call', async () => {
  const server = await startRedis();
  const admin = new Redis(server.url);
  await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
  const cache = cacheAt(server.url);
  await expect(cache.ready()).rejects.toMatchObject({ code: 'unsafe-eviction-policy' });
  await expect(cache.get('k')).rejects.toMatchObject({ code: 'unsafe-eviction-policy' });
  await expect(cache.set('k', 1)).rejects.toMatchObject({ code: 'unsafe-eviction-policy' });
  await expect(cache.getWithSWR('k', () => 1)).rejects.toMatchObject({
    code: 'unsafe-eviction-policy',
  });
  await expect(cache.invalidateByKey('k')).rejects.toMatchObject({
    code: 'unsafe-eviction-policy',
  });
  await admin.config('SET', 'maxmemory-policy', 'volatile-lru');
  const safe = cacheAt(server.url);
  await safe.ready();
  expect(await safe.set('k', 1)).toBe(true);
  admin.disconnect();
});

test('a store that stalls is asked by a probe only, until it answers again; callers do not wait for it', async () => {
  const server = await startRedis();
  const cache = keepCache(
    createFreshet({ redis: server.url, namespace: 'probe', commandTimeoutMs: 200, sweeper: false }),
  );
  const states: string[] = [];
  cache.on('breaker', ({ state }) => states.push(state));
  await cache.set('k', 'cached', { ttl: 60 });
  server.pause();
  const load = () => 'from origin';
  await Promise.all([1, 2, 3, 4, 5].map((n) => cache.getWithSWR(`k${n}`, load)));
  expect(cache.processHealth().breaker).toMatchObject({ opened: 1 });
  const startedAt = performance.now();
  for (let i = 0; i < 50; i++) expect(await cache.getWithSWR('k', load)).toBe('from origin');
  // One call that waited for the command timeout would take this long alone.
  expect(performance.now() - startedAt).toBeLessThan(200);
  server.resume();
  await waitFor('the cache to work again', async () => (await cache.get('k')) === 'cached');
  expect(states[0]).toBe('open');
  expect(states.slice(-2)).toEqual(['half-open', 'closed']);
});

test('stale-if-error from L1: what it still holds is better than an error, but not what was invalidated', async () => {
  const server = await startRedis();
  const cache = keepCache(
    createFreshet({
      redis: server.url,
      namespace: 'l1-away',
      sweeper: false,
      l1: { maxAgeMs: 50, maxStaleMs: 100 },
    }),
  );
  for (const key of ['kept', 'cut']) {
    await cache.set(key, 'old', { ttl: 60 });
    await waitFor(`${key} in L1`, async () => {
      await cache.get(key);
      return (cache.processHealth().l1?.hits ?? 0) > (key === 'kept' ? 0 : 1);
    });
  }
  await cache.invalidateByKey('cut');
  await server.stop();
  const fails = () => Promise.reject(new Error('the database is away, too'));
  await waitFor('the bound to pass', () => cache.processHealth().l1?.serving === false);
  expect(await cache.getWithSWR('kept', fails)).toBe('old');
  await expect(cache.getWithSWR('cut', fails)).rejects.toThrow('the database is away, too');
  // Nothing old while the origin answers.
  expect(await cache.getWithSWR('kept', () => 'new')).toBe('new');
});
