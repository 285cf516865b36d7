// Tags and dependencies with more dependents than a wave walks to: the promise is the same, kept by the readers.
import { describe, expect, test } from 'vitest';
import type { Store } from '@/server/engine/ports';
import type { Rules } from '@/server/engine/rules';
import type { Freshet } from '@/server/freshet';
import { guardKey, markersKey } from '@/server/redis/keyspace';
import { cacheOn, gate } from '../../support/engine';
import { heldMarks } from '../../support/held-marks';
import { type StoreUnderTest, stores, uniqueNamespace, waitFor } from '../../support/redis';
import { versionedRow } from '../../support/versioned';

interface Case {
  rule: string;
  off: Partial<Rules>;
  holds: boolean;
}
const whole: Case = { rule: 'all rules on', off: {}, holds: true };
const withControl = (off: Partial<Rules>): Case[] => [
  whole,
  { rule: `control: ${Object.keys(off).join()} off`, off, holds: false },
];
const unverified = withControl({ verifyOnRead: false });
const limit = { walkLimit: 4, touchedLimit: 10 };
/** Nobody removes retired bodies: the promise does not rest on it, and a control must find them. */
const leaveBodies = {
  wrapStore: (store: Store) => Object.assign(store, { sweepRetired: undefined }),
};

/** m:0, m:1, …; in order, so that the first ones are those that are walked. */
async function fill(cache: Freshet, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await cache.set(`m:${i}`, 1, { ttl: 60, tags: ['big'] });
}

async function bodies(store: StoreUnderTest, ns: string, count: number): Promise<number> {
  const client = store.connect();
  const there = await Promise.all(
    Array.from({ length: count }, (_, i) => client.exists(`e:${ns}:m:${i}`)),
  );
  return there.reduce((sum, one) => sum + one, 0);
}

describe.each(stores)('a tag of more members than are walked on $name', (store) => {
  test.each(unverified)('no member is served after the wave ($rule)', async ({ off, holds }) => {
    const cache = cacheOn(store, limit, off, leaveBodies);
    await fill(cache, 30);
    const wave = await cache.invalidateByTag('big');
    const values = await Promise.all(Array.from({ length: 30 }, (_, i) => cache.get(`m:${i}`)));
    expect(values.filter((value) => value !== null).length === 0).toBe(holds);
    expect((await cache.peek('m:29')) === null).toBe(holds);
    expect(wave).toMatchObject({
      invalidated: 30,
      byMarker: 26,
      levels: [{ depth: 1, count: 30 }],
    });
    expect(wave.touched.length).toBe(10);
  });

  test.each(unverified)(
    'a load that registered before the wave and publishes after it leaves nothing to be served ($rule)',
    async ({ off, holds }) => {
      // On standalone Redis both are one script, and the marker refuses the load as for everybody else.
      const held = gate();
      const reached = gate();
      const cache = cacheOn(store, limit, off, {
        wrapStore: (inner) => {
          const { publish, publishFused } = inner;
          const wait = async <T>(key: string, go: () => Promise<T>): Promise<T> => {
            if (key === 'm:late') {
              reached.open();
              await held.promise;
            }
            return go();
          };
          return Object.assign(inner, {
            sweepRetired: undefined,
            publish: (request: Parameters<typeof publish>[0]) =>
              wait(request.key, () => publish(request)),
            ...(publishFused === undefined ? {} : { publishFused: async () => null }),
          });
        },
      });
      await fill(cache, 10);
      const row = versionedRow();
      row.release();
      const load = cache.getWithSWR('m:late', async () => row.version, { ttl: 60, tags: ['big'] });
      await reached.promise;
      row.version = 2;
      await cache.invalidateByTag('big');
      held.open();
      expect(await load).toBe(1);
      expect((await cache.get('m:late')) === null).toBe(holds);
      expect(await cache.getWithSWR('m:late', async () => row.version, { tags: ['big'] })).toBe(
        holds ? 2 : 1,
      );
    },
  );

  test.each(unverified)(
    'members that are promoted while a wave runs are covered by it ($rule)',
    async ({ off, holds }) => {
      const mark = heldMarks((guard) => guard === 't:big');
      const cache = cacheOn(store, limit, off, {
        wrapStore: (inner) => leaveBodies.wrapStore(mark.wrapStore(inner)),
      });
      await fill(cache, 4);
      const wave = cache.invalidateByTag('big');
      await mark.reached.promise;
      // The wave has its sequence; these began before it, and are the first that are verified.
      const old = cacheOn(store, { ...limit, namespace: cache.namespace }, {}, leaveBodies);
      await old.set('m:4', 1, { ttl: 60, tags: ['big'] });
      const read = cache.getWithSWR('m:5', async () => 1, { ttl: 60, tags: ['big'] });
      await read;
      mark.proceed.open();
      await wave;
      // What began after the sequence is newer than the wave: kept.
      expect(await cache.get('m:5')).toBe(1);
      expect(await cache.get('m:0')).toBeNull();
      await cache.invalidateByTag('big');
      expect(((await cache.get('m:4')) ?? (await cache.get('m:5'))) === null).toBe(holds);
    },
  );

  test.each(unverified)(
    'what was built from a verified member goes with it ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, { walkLimit: 1 }, off, leaveBodies);
      await fill(cache, 6);
      const page = (n: number, version: number) =>
        cache.getWithSWR(`page:${n}`, async () => [version, await cache.get('m:5')], { ttl: 60 });
      await Promise.all([1, 2, 3].map((n) => page(n, 1)));
      const wave = await cache.invalidateByTag('big');
      expect(wave.levels.map((level) => level.depth)).toEqual([1, 2]);
      expect(wave.invalidated).toBe(9);
      const served = await Promise.all([1, 2, 3].map((n) => cache.get(`page:${n}`)));
      expect(served.every((value) => value === null)).toBe(holds);
      const key = await cache.invalidateByKey('m:5');
      expect(key.invalidated).toBeLessThanOrEqual(4);
    },
  );

  test.each(withControl({ walkBelowVerified: false }))(
    'a declared dependent below a verified member is reached ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, { walkLimit: 1 }, off);
      await fill(cache, 6);
      await cache.set('top', 1, { ttl: 60, dependencies: ['m:5'] });
      await cache.invalidateByTag('big');
      expect((await cache.get('top')) === null).toBe(holds);
      if (!holds) return;
      // Also when the member itself is long gone: its edge stays, walked, because others may declare it.
      await cache.sweep();
      await cache.set('top', 2, { ttl: 60, dependencies: ['m:5'] });
      await cache.invalidateByTag('big');
      expect(await cache.get('top')).toBeNull();
    },
  );

  test.each(unverified)(
    'soft: served as stale, refreshed behind ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, limit, off);
      let version = 1;
      const read = (i: number) =>
        cache.getWithSWR(`m:${i}`, async () => version, {
          ttl: 60,
          swr: 60,
          tags: ['big'],
          onInvalidate: 'soft',
        });
      for (let i = 0; i < 12; i++) await read(i);
      version = 2;
      await cache.invalidateByTag('big');
      expect((await cache.get('m:11')) === null).toBe(holds);
      expect(await read(11)).toBe(1);
      if (!holds) return;
      await waitFor('the refresh', async () => (await cache.get('m:11')) === 2);
      // A hard wave takes what is stale, too, whatever soft wave comes after it.
      await cache.invalidateByTag('big', { mode: 'hard' });
      await cache.invalidateByTag('big', { mode: 'soft' });
      version = 3;
      expect(await read(10)).toBe(3);
    },
  );

  test('one load for all who find a retired value', async () => {
    const cache = cacheOn(store, limit);
    const others = [1, 2, 3].map(() => cacheOn(store, { ...limit, namespace: cache.namespace }));
    await fill(cache, 10);
    for (const one of others) await one.get('m:9');
    await cache.invalidateByTag('big');
    let loads = 0;
    const load = async () => {
      loads++;
      await new Promise((resolve) => setImmediate(resolve));
      return 2;
    };
    const values = await Promise.all(
      [cache, ...others].map((one) => one.getWithSWR('m:9', load, { ttl: 60, tags: ['big'] })),
    );
    expect(values).toEqual([2, 2, 2, 2]);
    expect(loads).toBe(1);
  });

  test('a guard that is lost takes what is verified against it with it', async () => {
    const ns = uniqueNamespace('big');
    const cache = cacheOn(store, { namespace: ns, ...limit });
    await fill(cache, 10);
    expect(await cache.get('m:9')).toBe(1);
    await store.connect().del(guardKey(ns, 't:big'));
    await store.connect().del(markersKey(ns, 't:big'));
    expect(await cache.get('m:9')).toBeNull();
  });

  test('bodies go, index and memory with them, and what was loaded since stays', async () => {
    const ns = uniqueNamespace('big');
    const cache = cacheOn(store, { namespace: ns, ...limit });
    await fill(cache, 40);
    await cache.invalidateByTag('big');
    await cache.set('m:39', 2, { ttl: 60, tags: ['big'] });
    await cache.sweep();
    await waitFor('bodies to go', async () => (await bodies(store, ns, 40)) === 1);
    expect(await cache.get('m:39')).toBe(2);
    const { members } = await cache.tagMembers('big');
    expect(members.filter((member) => member.state === 'fresh').map((one) => one.key)).toEqual([
      'm:39',
    ]);
    expect(members.length).toBeLessThanOrEqual(limit.walkLimit + 1);
    expect(await cache.invalidateByTag('big')).toMatchObject({ invalidated: 1, byMarker: 1 });
  });

  test('bodies that a process left behind are removed by the sweeper of another', async () => {
    const ns = uniqueNamespace('big');
    const dying = cacheOn(store, { namespace: ns, ...limit }, {}, leaveBodies);
    await fill(dying, 20);
    await dying.invalidateByTag('big');
    await dying.close();
    expect(await bodies(store, ns, 20)).toBe(16);
    await cacheOn(store, { namespace: ns, ...limit }).sweep();
    expect(await bodies(store, ns, 20)).toBe(0);
  });

  test('a key registered for warming is warmed, though no walk has named it', async () => {
    const cache = cacheOn(store, { ...limit, warmWorker: true });
    cache.registerLoader('again', async () => 'loaded again');
    await fill(cache, 10);
    await cache.registerForWarming('m', 'm:9', 'again');
    const wave = await cache.invalidateByTag('big');
    await waitFor('the warm', async () => (await cache.get('m:9')) === 'loaded again');
    expect((await cache.wave(wave.id))?.warmQueued).toBe(1);
  });

  test('edges of verified entries that expired are swept', async () => {
    // On Cluster edges outlive their entries by both of these.
    const cache = cacheOn(store, { ...limit, maxLoadMs: 50, leaseMs: 50 });
    await fill(cache, 6);
    for (let i = 6; i < 20; i++) await cache.set(`m:${i}`, 1, { ttl: 0.1, swr: 0, tags: ['big'] });
    await waitFor('only live edges', async () => {
      await cache.sweep();
      return (await cache.tagMembers('big')).total === 6;
    });
  });

  test('a chain of 70 is invalidated to its end', async () => {
    const cache = cacheOn(store, limit);
    const read = (depth: number): Promise<number> =>
      cache.getWithSWR(`c:${depth}`, () => (depth === 0 ? 0 : read(depth - 1)), {
        ttl: 60,
        ...(depth === 0 ? { tags: ['root'] } : {}),
      });
    await read(69);
    const wave = await cache.invalidateByTag('root');
    expect(wave.invalidated).toBe(70);
    expect(wave.levels.map((level) => level.depth)).toEqual(
      Array.from({ length: 70 }, (_, i) => i + 1),
    );
    expect(await cache.get('c:69')).toBeNull();
  });

  test('a preview promises what the purge reports', async () => {
    for (const mode of ['soft', 'hard'] as const) {
      const cache = cacheOn(store, limit);
      await fill(cache, 30);
      const impact = await cache.preview({ tags: ['big'] });
      const wave = await cache.invalidate({ tags: ['big'] }, { mode });
      expect(impact.total).toBe(30);
      expect(wave.invalidated).toBe(30);
      const after = await cache.preview({ tags: ['big'] });
      expect(after.total).toBe(mode === 'soft' ? 30 : 0);
      expect((await cache.entry('m:29'))?.state ?? 'missing').toBe(
        mode === 'soft' ? 'stale' : 'missing',
      );
    }
  });
});
