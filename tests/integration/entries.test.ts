// The table of entries: filtered, sorted and paged on the server, and never a SCAN per look.
import { describe, expect, test } from 'vitest';
import type { EntriesQuery, Freshet } from '@/server/freshet';
import { cacheOn } from '../support/engine';
import { plant } from '../support/plant';
import { stores, uniqueNamespace } from '../support/redis';

async function allPages(cache: Freshet, query: EntriesQuery): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await cache.entries({ ...query, ...(cursor !== null && { cursor }) });
    keys.push(...page.entries.map((entry) => entry.key));
    cursor = page.cursor;
  } while (cursor !== null);
  return keys;
}

describe.each(stores)('entries on $name', (store) => {
  const open = () => {
    const namespace = uniqueNamespace('entries');
    return { namespace, cache: cacheOn(store, { namespace }) };
  };

  test('rows tell type, state, tags, fan-in and fan-out, and the last wave that touched the entry', async () => {
    const { cache } = open();
    await cache.set('product:1', { n: 1 }, { ttl: 60, tags: ['brand:x'], onInvalidate: 'soft' });
    await cache.getWithSWR('page:1', () => cache.get('product:1'), { ttl: 60, tags: ['home'] });
    const wave = await cache.invalidateByTag('brand:x', { mode: 'soft', actor: 'ada' });
    const { entries, total, indexed } = await cache.entries();
    expect({ total, indexed }).toEqual({ total: 2, indexed: 2 });
    expect(entries[1]).toMatchObject({
      key: 'product:1',
      type: 'product',
      state: 'stale',
      tags: ['brand:x'],
      fanIn: 0,
      fanOut: 1,
      lastWave: { id: wave.id, cause: { actor: 'ada' } },
    });
    expect(entries[0]).toMatchObject({ key: 'page:1', tags: ['home'], fanIn: 1, fanOut: 0 });
  });

  test('every condition narrows, and hostile keys are found as they are written', async () => {
    const { cache } = open();
    const strange = ['a{b}c:1', 'q*?[x]\\:é', '🧺:1'];
    for (const key of strange) await cache.set(key, 1, { ttl: 60, tags: ['odd'] });
    await cache.set('product:1', 1, { ttl: 60, tags: ['t'] });
    await cache.set('product:2', 1, { ttl: 60 });
    await cache.invalidate({ keys: ['product:2'] }, { mode: 'soft' });
    const keysOf = async (query: EntriesQuery) =>
      (await cache.entries(query)).entries.map((e) => e.key);
    expect(await keysOf({ tag: 'odd' })).toEqual(strange.toSorted());
    expect(await keysOf({ prefix: 'q*' })).toEqual(['q*?[x]\\:é']);
    expect(await keysOf({ search: 'B}C' })).toEqual(['a{b}c:1']);
    expect(await keysOf({ type: 'product', state: 'fresh' })).toEqual(['product:1']);
    expect(await keysOf({ type: 'product', state: 'stale' })).toEqual(['product:2']);
    expect(await keysOf({ type: 'product', tag: 'odd' })).toEqual([]);
  });

  test('pages follow the order, miss nothing and repeat nothing, whatever they are sorted by', async () => {
    const { cache, namespace } = open();
    const planted = Array.from({ length: 137 }, (_, i) => ({
      key: `page:${i}`,
      loadCostMs: i % 7,
      softMs: 10_000 + (i % 5) * 1000,
      value: 'v'.repeat(i % 11),
    }));
    await plant(store.connect(), namespace, planted);
    for (const sort of ['key', 'size', 'age', 'ttl', 'cost', 'reads'] as const)
      for (const desc of [false, true]) {
        const keys = await allPages(cache, { sort, desc, limit: 20 });
        expect(new Set(keys).size).toBe(137);
        expect(keys).toHaveLength(137);
      }
    const costs = await cache.entries({ sort: 'cost', desc: true, limit: 1000 });
    const values = costs.entries.map((entry) => entry.loadCostMs);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  test('an entry that went since the index was taken is shown as missing, not as it was', async () => {
    const { cache } = open();
    await cache.set('page:1', 1, { ttl: 60, tags: ['t'] });
    await cache.entries();
    await cache.invalidateByTag('t');
    expect((await cache.entries()).entries).toMatchObject([{ key: 'page:1', state: 'missing' }]);
  });

  test('groups by type and by tag, and names the keys of all that match', async () => {
    const { cache } = open();
    for (const id of [1, 2, 3])
      await cache.set(`product:${id}`, 1, { ttl: 60, tags: ['a', `b:${id}`] });
    await cache.set('page:1', 1, { ttl: 60, tags: ['a'] });
    const types = await cache.entryGroups({ by: 'type' });
    expect(types.groups.map(({ name, count }) => [name, count])).toEqual([
      ['product', 3],
      ['page', 1],
    ]);
    const tags = await cache.entryGroups({ by: 'tag', type: 'product', limit: 1 });
    expect(tags).toMatchObject({ groups: [{ name: 'a', count: 3, stale: 0 }], total: 4 });
    expect(await cache.entryKeys({ tag: 'a', limit: 2 })).toEqual({
      keys: ['page:1', 'product:1'],
      total: 4,
    });
  });

  test('many looks at once cost one walk', async () => {
    const { namespace } = open();
    let walks = 0;
    const cache = cacheOn(
      store,
      { namespace },
      {},
      {
        wrapStore: (inner) => ({
          ...inner,
          scanEntries: (prefix) => {
            walks += 1;
            return inner.scanEntries(prefix);
          },
        }),
      },
    );
    await cache.set('page:1', 1, { ttl: 60 });
    await Promise.all(Array.from({ length: 20 }, () => cache.entries({ search: 'page' })));
    await cache.entryGroups({ by: 'type' });
    expect(walks).toBe(1);
  });

  test('a cursor of another list is refused with what to do', async () => {
    const { cache } = open();
    await expect(cache.entries({ cursor: 'x' })).rejects.toThrow(
      /give the `cursor` of the page before/,
    );
    await expect(cache.entries({ limit: 0 })).rejects.toThrow(/limit is 0/);
  });

  test('peek gives the stored value, the stale one too, and counts as no lookup', async () => {
    const { cache } = open();
    await cache.set('page:1', { n: 1 }, { ttl: 60, swr: 60 });
    expect(await cache.peek('page:1')).toEqual({ value: { n: 1 }, state: 'fresh' });
    await cache.invalidate({ keys: ['page:1'] }, { mode: 'soft' });
    expect(await cache.peek('page:1')).toEqual({ value: { n: 1 }, state: 'stale' });
    expect(await cache.peek('page:2')).toBeNull();
  });
});
