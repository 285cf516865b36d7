// P3: what a process keeps for itself is dropped by every wave that reaches it, whoever runs it and along whatever edges.
import { describe, expect, test } from 'vitest';
import type { Store } from '@/server/engine/ports';
import type { Freshet } from '@/server/freshet';
import { cacheOn, gate } from '../../support/engine';
import { type StoreUnderTest, stores, uniqueNamespace, waitFor } from '../../support/redis';

const neverLoad = () => Promise.reject(new Error('a hit must not load'));
const inL1 = (cache: Freshet) => cache.processHealth().l1?.entries ?? 0;
const hitsOf = (cache: Freshet) => cache.processHealth().l1?.hits ?? 0;

/** Reads until the second read in a row is served from L1. */
async function bringIn(cache: Freshet, key: string): Promise<void> {
  await waitFor(`${key} in L1`, async () => {
    const before = hitsOf(cache);
    await cache.get(key);
    await cache.get(key);
    return hitsOf(cache) > before;
  });
}

function pair(store: StoreUnderTest): { near: Freshet; far: Freshet } {
  const namespace = uniqueNamespace();
  return {
    // With a bound as long as this, only messages can have removed what a test finds removed.
    near: cacheOn(store, { namespace, l1: { maxAgeMs: 60_000, maxStaleMs: 60_000 } }),
    far: cacheOn(store, { namespace }),
  };
}

describe.each(stores)('L1 on $name', (store) => {
  test('a hit asks Redis nothing, for get, getWithSWR and families alike', async () => {
    const sent: string[] = [];
    const watch = (whole: Store): Store => {
      const { read, acquire } = whole;
      return Object.assign(whole, {
        read: (key: string) => {
          sent.push(key);
          return read(key);
        },
        acquire: (request: Parameters<typeof acquire>[0]) => {
          sent.push(request.key);
          return acquire(request);
        },
      });
    };
    const cache = cacheOn(store, { l1: {} }, {}, { wrapStore: watch });
    const item = cache.define('item', { key: 'item:{id}', load: () => ({ a: 1 }) });
    await item.get({ id: 1 });
    await bringIn(cache, 'item:1');
    sent.length = 0;
    expect(await cache.get('item:1')).toEqual({ a: 1 });
    expect(await cache.getWithSWR('item:1', neverLoad)).toEqual({ a: 1 });
    expect(await item.get({ id: 1 })).toEqual({ a: 1 });
    expect(sent).toEqual([]);
  });

  test.each([
    { by: 'its tag', wave: (cache: Freshet) => cache.invalidateByTag('t') },
    { by: 'its key', wave: (cache: Freshet) => cache.invalidateByKey('page:1') },
    { by: 'a key it was built from', wave: (cache: Freshet) => cache.invalidateByKey('part:1') },
    { by: 'a tag of what it was built from', wave: (cache: Freshet) => cache.invalidateByTag('p') },
    { by: 'a key prefix', wave: (cache: Freshet) => cache.invalidate({ prefix: 'page:' }) },
    {
      by: 'a key prefix of what it was built from',
      wave: (cache: Freshet) => cache.invalidate({ prefix: 'part:' }),
    },
    {
      by: 'a declared dependency',
      wave: (cache: Freshet) => cache.invalidateByKey('declared:1'),
    },
    {
      by: 'a tag of a declared dependency',
      wave: (cache: Freshet) => cache.invalidateByTag('far'),
    },
    { by: 'its tag, softly', wave: (c: Freshet) => c.invalidateByTag('t', { mode: 'soft' }) },
    {
      by: 'more targets than a message names',
      wave: (cache: Freshet) =>
        cache.invalidate({ tags: [...Array.from({ length: 1100 }, (_, i) => `x${i}`), 't'] }),
    },
  ])('an entry is dropped by a wave on $by, at home and abroad', async ({ wave }) => {
    const { near, far } = pair(store);
    await near.set('part:1', 'part', { ttl: 60, tags: ['p'] });
    await near.set('declared:1', 'declared', { ttl: 60, tags: ['far'] });
    let version = 1;
    const load = async () => {
      await near.get('part:1');
      return version;
    };
    const page = { ttl: 60, tags: ['t'], dependencies: ['declared:1'] };
    for (const by of [near, far]) {
      expect(await near.getWithSWR('page:1', load, page)).toBe(version);
      await bringIn(near, 'page:1');
      await wave(by);
      version++;
      if (by === far) await waitFor('the message', async () => (await near.get('page:1')) === null);
      expect(await near.get('page:1')).toBeNull();
      await near.set('part:1', 'part', { ttl: 60, tags: ['p'] });
      await near.set('declared:1', 'declared', { ttl: 60, tags: ['far'] });
      await near.invalidateByKey('page:1');
    }
    const l1 = near.processHealth().l1;
    expect(l1?.emptied).toMatchObject({ gap: 0, late: 0, reset: 0 });
    expect(l1?.dropped).toBeGreaterThanOrEqual(2);
    expect(l1?.staleness.histogram.some(({ count }) => count > 0)).toBe(true);
  });

  test('a wave leaves alone what it does not reach', async () => {
    const { near, far } = pair(store);
    await near.set('a', 1, { ttl: 60, tags: ['ta'] });
    await near.set('b', 2, { ttl: 60, tags: ['tb'] });
    await bringIn(near, 'a');
    await bringIn(near, 'b');
    await far.invalidateByTag('ta');
    await waitFor('the message', () => inL1(near) === 1);
    const before = hitsOf(near);
    expect(await near.get('b')).toBe(2);
    expect(hitsOf(near)).toBe(before + 1);
  });

  test.each([
    { rule: 'the protocol whole', off: {}, seen: null },
    { rule: 'control: l1Epochs off', off: { l1Epochs: false }, seen: 'old' },
  ])(
    'a read that began before an invalidation brings nothing into L1 ($rule)',
    async ({ off, seen }) => {
      const read = gate();
      const proceed = gate();
      let holds = false;
      const slow = (whole: Store): Store => {
        const { read: ask } = whole;
        return Object.assign(whole, {
          read: async (key: string) => {
            const blob = await ask(key);
            if (holds) {
              holds = false;
              read.open();
              await proceed.promise;
            }
            return blob;
          },
        });
      };
      const cache = cacheOn(store, { l1: { maxAgeMs: 60_000 } }, off, { wrapStore: slow });
      await cache.set('warm-up', 1, { ttl: 60 });
      await bringIn(cache, 'warm-up');
      await cache.set('k', 'old', { ttl: 60, tags: ['t'] });
      holds = true;
      const reading = cache.get('k');
      await read.promise;
      await cache.invalidateByTag('t');
      proceed.open();
      expect(await reading).toBe('old');
      expect(await cache.get('k')).toBe(seen);
    },
  );

  test('a plain set of this process is seen by its next read', async () => {
    const { near } = pair(store);
    await near.set('k', 1, { ttl: 60 });
    await bringIn(near, 'k');
    await near.set('k', 2, { ttl: 60 });
    expect(await near.get('k')).toBe(2);
  });

  test('values are shared and cannot be changed, or are copies', async () => {
    const namespace = uniqueNamespace();
    const frozen = cacheOn(store, { namespace, l1: {} });
    await frozen.set('k', { list: [{ n: 1 }] }, { ttl: 60 });
    await bringIn(frozen, 'k');
    const shared = await frozen.get<{ list: { n: number }[] }>('k');
    expect(() => shared?.list.push({ n: 2 })).toThrow(TypeError);
    expect(await frozen.get('k')).toBe(shared);

    const cloned = cacheOn(store, { namespace, l1: { values: 'clone' } });
    await bringIn(cloned, 'k');
    const copy = await cloned.get<{ list: { n: number }[] }>('k');
    copy?.list.push({ n: 2 });
    expect(await cloned.get('k')).toEqual({ list: [{ n: 1 }] });
  });

  test('an entry leaves L1 when its ttl is over, however young it is there', async () => {
    const cache = cacheOn(store, { l1: { maxAgeMs: 60_000 } });
    await cache.set('k', 1, { ttl: 0.4, swr: 0 });
    await bringIn(cache, 'k');
    await waitFor('the end of its life', async () => (await cache.get('k')) === null, {
      timeoutMs: 1500,
    });
  });

  test('hits in L1 are counted with the others', async () => {
    const cache = cacheOn(store, { l1: {} });
    await cache.set('k:1', 1, { ttl: 60 });
    await bringIn(cache, 'k:1');
    const before = (await cache.getStats()).hits;
    for (let i = 0; i < 200; i++) await cache.get('k:1');
    await waitFor('the counters', async () => (await cache.getStats()).hits >= before + 200);
    expect((await cache.getStats()).hotKeys[0]?.key).toBe('k:1');
  });
});
