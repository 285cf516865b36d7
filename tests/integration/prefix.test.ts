// Many targets, one wave: keys by what they begin with, literally, and with everything that hangs on them.
import { describe, expect, test } from 'vitest';
import { cacheOn } from '../support/engine';
import { plant } from '../support/plant';
import { stores, uniqueNamespace } from '../support/redis';

describe.each(stores)('a prefix on $name', (store) => {
  test('takes wildcards, braces and backslashes as they are', async () => {
    const cache = cacheOn(store);
    const keys = ['a*:1', 'a*:2', 'ab:1', 'a{b}:1', 'a\\*:1', 'a?:1', 'a[b]:1'];
    for (const key of keys) await cache.set(key, 1);
    for (const [prefix, count] of [
      ['a*', 2],
      ['a{', 1],
      ['a\\', 1],
      ['a?', 1],
      ['a[b', 1],
    ] as const) {
      expect((await cache.preview({ prefix })).total, prefix).toBe(count);
      const wave = await cache.invalidate({ prefix });
      expect([prefix, wave.invalidated]).toEqual([prefix, count]);
      expect(wave.roots).toEqual([`prefix:${prefix}`]);
    }
    // Control: what only looks like a match is still there.
    expect(await cache.get('ab:1')).toBe(1);
  });

  test('of 10,000 keys is one wave, with tags and keys beside it and their dependents', async () => {
    const namespace = uniqueNamespace('prefix');
    const cache = cacheOn(store, { namespace });
    const planted = Array.from({ length: 10_000 }, (_, i) => ({ key: `page:${i}` }));
    await plant(store.connect(), namespace, planted);
    await cache.set('other:1', 1, { tags: ['t'] });
    await cache.set('other:2', 1);
    await cache.set('other:3', 1);
    await cache.getWithSWR('home', () => cache.get('other:2'));
    const targets = { prefix: 'page:', tags: ['t'], keys: ['other:2'] };
    expect((await cache.preview(targets)).total).toBe(10_003);
    const wave = await cache.invalidate(targets, { reason: 'all at once' });
    expect(wave.invalidated).toBe(10_003);
    expect((await cache.waves()).waves.map((one) => one.id)).toEqual([wave.id]);
    expect(await cache.get('home')).toBeNull();
    expect(await cache.get('page:9999')).toBeNull();
    expect(await cache.get('other:3')).toBe(1);
  });

  test('that nothing begins with is a wave that matched nothing, not an error', async () => {
    const cache = cacheOn(store);
    expect(await cache.invalidate({ prefix: 'none:' })).toMatchObject({
      invalidated: 0,
      zeroMatch: true,
    });
  });
});
