// I10: a caller that arrives after an invalidation never shares a load that began before it. P5 inside one process.
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import { systemClock } from '@/server/engine/clock';
import type { Clock, Store } from '@/server/engine/ports';
import { cacheOn, gate } from '../../support/engine';
import { stores, uniqueNamespace, waitFor } from '../../support/redis';
import { versionedRow } from '../../support/versioned';

const withControl = (off: Partial<Rules>) => [
  { rule: 'the protocol whole', off: {} as Partial<Rules>, followerGets: 2 },
  { rule: `control: ${Object.keys(off).join()} off`, off, followerGets: 1 },
];

describe.each(stores)('callers that share a load on $name', (store) => {
  test.each(withControl({ joinPublished: false }))(
    'a follower that came after the invalidation loads again ($rule)',
    async ({ off, followerGets }) => {
      const cache = cacheOn(store, {}, off);
      const row = versionedRow();
      const leader = cache.getWithSWR('k', row.slowLoad, { ttl: 60, tags: ['t'] });
      await row.hasRead();
      row.version = 2;
      await cache.invalidateByTag('t');
      const follower = cache.getWithSWR('k', () => row.version, { ttl: 60, tags: ['t'] });
      row.release();
      expect(await leader).toBe(1);
      expect(await follower).toBe(followerGets);
    },
  );

  test('1,000 callers in one process make one load, and all get its value', async () => {
    const cache = cacheOn(store);
    let loads = 0;
    const read = () => cache.getWithSWR('k', async () => ++loads, { ttl: 60 });
    const values = await Promise.all(Array.from({ length: 1000 }, read));
    expect(new Set(values)).toEqual(new Set([1]));
    expect(loads).toBe(1);
  });

  test.each([
    { wakes: true, name: 'woken by the publish' },
    { wakes: false, name: 'control: nobody wakes it' },
  ])('who waits for another process is $name, not only polling', async ({ wakes }) => {
    const namespace = uniqueNamespace();
    // Polling timers never fire; what is left is the wake-up. Without it, only a hand on the clock helps.
    const polls: (() => void)[] = [];
    const clock: Clock = {
      ...systemClock,
      setTimeout(run, ms) {
        if (ms !== 250) return systemClock.setTimeout(run, ms);
        polls.push(run);
        return { cancel: () => {} };
      },
    };
    const mute = (whole: Store): Store =>
      wakes ? whole : Object.assign(whole, { onMessage: () => () => {} });
    const holder = cacheOn(store, { namespace });
    const waiting = cacheOn(store, { namespace }, {}, { clock, wrapStore: mute });
    await waiting.get('warm up the connection');
    const row = versionedRow();
    const loading = holder.getWithSWR('k', row.slowLoad, { ttl: 60 });
    await row.hasRead();
    let got: unknown = null;
    const reading = waiting
      .getWithSWR('k', () => 'own', { ttl: 60 })
      .then((value) => {
        got = value;
        return value;
      });
    await waitFor('the other to wait', () => polls.length > 0);
    row.release();
    await loading;
    await holder.set('a later command', 1);
    await waitFor('the wake-up to arrive or to be long overdue', async () => {
      await holder.get('a later command');
      return got === 1 || !wakes;
    });
    expect(got).toBe(wakes ? 1 : null);
    for (const poll of polls) poll();
    expect(await reading).toBe(1);
  });

  test("the loader's error reaches every waiter, and nothing is cached", async () => {
    const cache = cacheOn(store);
    let loads = 0;
    const read = () =>
      cache.getWithSWR('k', async () => {
        loads++;
        throw new Error('the database is away');
      });
    const results = await Promise.allSettled([read(), read(), read()]);
    for (const result of results) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { message: 'the database is away' },
      });
    }
    expect(loads).toBe(1);
    expect(await cache.getWithSWR('k', () => 'well again')).toBe('well again');
  });

  test('a failed refresh keeps the old value within swr (stale-if-error)', async () => {
    const cache = cacheOn(store);
    await cache.set('k', 'old', { ttl: 60, swr: 60 });
    await cache.invalidateByKey('k', { mode: 'soft' });
    const failed = new Promise((resolve) => cache.on('load', resolve));
    const read = () => cache.getWithSWR('k', () => Promise.reject(new Error('no')), { swr: 60 });
    expect(await read()).toBe('old');
    expect(await failed).toMatchObject({ outcome: 'failed' });
    expect(await read()).toBe('old');
  });

  test('a failed load gives nobody the old value that a wave has removed meanwhile', async () => {
    const cache = cacheOn(store);
    await cache.set('k', 'old', { ttl: 60, swr: 60 });
    await cache.invalidateByKey('k', { mode: 'soft' });
    const failing = gate();
    const loading = gate();
    const read = () =>
      cache.getWithSWR(
        'k',
        async () => {
          loading.open();
          await failing.promise;
          throw new Error('the database is away');
        },
        { swr: 60 },
      );
    expect(await read()).toBe('old');
    await loading.promise;
    await cache.invalidateByKey('k');
    const follower = read();
    await cache.get('a later command');
    failing.open();
    await expect(follower).rejects.toThrow('the database is away');
  });

  test('null results are not cached unless asked for, and still loaded once for those who wait', async () => {
    const cache = cacheOn(store);
    let loads = 0;
    const load = async () => {
      loads++;
      return null;
    };
    expect(await Promise.all([1, 2, 3].map(() => cache.getWithSWR('k', load)))).toEqual([
      null,
      null,
      null,
    ]);
    expect(loads).toBe(1);
    await cache.getWithSWR('k', load);
    expect(loads).toBe(2);
    await cache.getWithSWR('n', load, { cacheNull: true });
    await cache.getWithSWR('n', load, { cacheNull: true });
    expect(loads).toBe(3);
  });

  test('two loads that read each other end with cycle-detected, not with a wait for ever', async () => {
    const cache = cacheOn(store);
    const a = (): Promise<unknown> => cache.getWithSWR('a', () => b());
    const b = (): Promise<unknown> => cache.getWithSWR('b', () => a());
    await expect(a()).rejects.toMatchObject({ code: 'cycle-detected' });
    const results = await Promise.allSettled([a(), b()]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'cycle-detected' } });
    }
  });
});
