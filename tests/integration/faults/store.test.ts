// A Redis that loses or refuses things under load: emptied, full, evicting, and a Cluster whose slots move.
import { type Redis } from 'ioredis';
import { afterAll, describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import type { Freshet } from '@/server/freshet';
import { cacheOn } from '../../support/engine';
import { moveSlot } from '../../support/faults/move-slot';
import { report, unguarded } from '../../support/faults/report';
import { type Load, startLoad } from '../../support/faults/shop';
import {
  openClient,
  startRedis,
  type StoreUnderTest,
  uniqueNamespace,
  waitFor,
} from '../../support/redis';
import { type RedisCluster, startRedisCluster } from '../../support/redis-cluster';
import { connectTo } from '../../support/redis-client';

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openStandalone(args: readonly string[] = [], rules: Partial<Rules> = {}) {
  const server = await startRedis({ args });
  const store: StoreUnderTest = {
    name: 'standalone',
    address: { url: server.url },
    connect: () => openClient(server.url),
  };
  const namespace = uniqueNamespace();
  const caches = [1, 2, 3].map(() => cacheOn(store, { namespace }, rules));
  await Promise.all(caches.map((cache) => cache.ready()));
  return { admin: openClient(server.url), caches, namespace };
}

const moreReads = (load: Load, count: number) => {
  const from = load.history.reads;
  return waitFor(`${count} more reads`, () => load.history.reads >= from + count, {
    timeoutMs: 30_000,
  });
};

describe('a Redis that is emptied', () => {
  test.each([
    { rule: 'the protocol whole', rules: {}, holds: true },
    { rule: 'control: late fills not closed', rules: unguarded, holds: false },
  ])(
    'FLUSHALL under load brings no old version back ($rule)',
    async ({ rules, holds }) => {
      const { admin, caches } = await openStandalone([], rules);
      const load = startLoad(caches, { seed: 3, ttl: 60 });
      let flushes = 0;
      const enough = () => (holds ? flushes === 25 : load.history.violations.length > 0);
      while (!enough() && flushes < 200) {
        await moreReads(load, 60);
        await admin.flushall();
        flushes++;
      }
      await load.stop();
      report(`FLUSHALL${holds ? '' : ', control'}`, load, flushes);
      expect(load.history.violations.length > 0).toBe(!holds);
      expect(load.errors).toEqual({});
    },
    90_000,
  );
});

describe('a Redis at its memory limit', () => {
  /** Fills the memory with keys that nothing may evict, until writes are refused. */
  async function fill(admin: Redis, ttl: boolean): Promise<void> {
    const block = 'x'.repeat(64 * 1024);
    for (let index = 0; index < 2000; index++) {
      try {
        if (ttl) await admin.set(`filler:${index}`, block, 'EX', 600);
        else await admin.set(`filler:${index}`, block);
      } catch (error) {
        if (String(error).includes('OOM')) return;
        throw error;
      }
      if (ttl && index > 400) return;
    }
    throw new Error('the memory limit was never reached');
  }

  test('noeviction: invalidations and reads go on, a set says what is wrong, and no old version is read', async () => {
    const { admin, caches } = await openStandalone([
      '--maxmemory',
      '24mb',
      '--maxmemory-policy',
      'noeviction',
    ]);
    const load = startLoad(caches, { seed: 4, ttl: 60 });
    await moreReads(load, 300);
    await fill(admin, false);
    const invalidations = load.history.invalidations;
    await moreReads(load, 1000);
    await waitFor(
      'invalidations at the limit',
      () => load.history.invalidations > invalidations + 20,
    );
    const [cache] = caches as [Freshet];
    await expect(cache.set('big', 'x'.repeat(200_000), { ttl: 60 })).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('is at its memory limit'),
    });
    await admin.flushall();
    await moreReads(load, 300);
    await load.stop();
    report('memory full, noeviction', load, 1);
    expect(load.history.violations).toEqual([]);
    expect(load.errors).toEqual({});
  }, 90_000);

  test('volatile-lru: entries are evicted under load, and no old version is read', async () => {
    const { admin, caches } = await openStandalone([
      '--maxmemory',
      '24mb',
      '--maxmemory-policy',
      'volatile-lru',
      '--maxmemory-samples',
      '1',
    ]);
    const load = startLoad(caches, { seed: 5, ttl: 60 });
    await moreReads(load, 300);
    const evicted = async () =>
      Number(/evicted_keys:(\d+)/.exec(await admin.info('stats'))?.[1] ?? 0);
    for (let round = 0; round < 5; round++) {
      await fill(admin, true);
      await moreReads(load, 200);
    }
    await load.stop();
    const count = await evicted();
    report('memory full, volatile-lru', load, count);
    expect(count).toBeGreaterThan(100);
    expect(load.history.violations).toEqual([]);
    expect(load.errors).toEqual({});
  }, 90_000);
});

describe('a Cluster whose slots move', () => {
  let cluster: RedisCluster;

  test('callers see no error and no old version while their slots move', async () => {
    cluster = await startRedisCluster();
    closing.push(() => cluster.close());
    const address = { clusterUrls: [...cluster.urls] };
    const store: StoreUnderTest = {
      name: 'cluster',
      address,
      connect: () => {
        const client = connectTo(address);
        client.on('error', () => {});
        closing.unshift(async () => client.disconnect());
        return client;
      },
    };
    const namespace = uniqueNamespace();
    const caches = [1, 2, 3].map(() => cacheOn(store, { namespace }));
    await Promise.all(caches.map((cache) => cache.ready()));
    const load = startLoad(caches, { seed: 6, ttl: 60 });
    await moreReads(load, 500);
    const nodes = cluster.urls.slice(0, 3).map((url) => openClient(url));
    const [admin] = nodes as [Redis];
    const names = [
      ...[0, 1, 2, 3, 4, 5].map((id) => `e:${namespace}:product:${id}`),
      ...[0, 1].map((group) => `e:${namespace}:listing:${group}`),
      `e:${namespace}:home:main`,
      `g:${namespace}:t:group:0`,
      `g:${namespace}:k:product:1`,
      `n:${namespace}`,
    ];
    let moved = 0;
    for (const name of names) {
      const slot = Number(await admin.cluster('KEYSLOT', name));
      // Half of the time the slot is open on both sides while the load goes on.
      await moveSlot(nodes, slot, () => moreReads(load, 60));
      moved++;
    }
    await moreReads(load, 300);
    await load.stop();
    report('slots moved', load, moved);
    expect(load.history.violations).toEqual([]);
    expect(load.errors).toEqual({});
    expect(load.retried).toBe(0);
  }, 120_000);
});
