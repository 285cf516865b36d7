// Values end to end: codecs side by side, negative results, what does not decode, limits.
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { LookupNotice } from '@/server/freshet';
import { entryKey } from '@/server/redis/keyspace';
import { cacheOn } from '../support/engine';
import { stores, uniqueNamespace, waitFor } from '../support/redis';

const rows = Array.from({ length: 400 }, (_, id) => ({ id, name: `n ${id} €`, price: id / 3 }));

describe.each(stores)('values on $name', (store) => {
  test('are read by every process, whichever codec and compression wrote them', async () => {
    const namespace = uniqueNamespace();
    const writers = [
      cacheOn(store, { namespace }),
      cacheOn(store, { namespace, codec: 'msgpackr' }),
      cacheOn(store, { namespace, codec: 'msgpackr', compressAboveBytes: 1000 }),
      cacheOn(store, { namespace, compressAboveBytes: 1000 }),
    ];
    for (const [i, writer] of writers.entries()) {
      await writer.set(`set:${i}`, rows, { tags: ['t'] });
      await writer.getWithSWR(`loaded:${i}`, () => rows, { tags: ['t'] });
    }
    const reader = cacheOn(store, { namespace });
    const sizeOf = async (i: number) => (await reader.entry(`set:${i}`))?.sizeBytes ?? 0;
    const [json, records, packed] = [await sizeOf(0), await sizeOf(1), await sizeOf(2)];
    expect(records).toBeLessThan(json);
    expect(packed).toBeLessThan(records * 0.8);
    for (const other of writers) {
      for (const i of writers.keys()) {
        expect(await other.get(`set:${i}`)).toEqual(rows);
        expect(await other.get(`loaded:${i}`)).toEqual(rows);
      }
    }
    expect((await reader.invalidateByTag('t')).invalidated).toBe(8);
  });

  test('that do not decode are misses with a reason, and are loaded over', async () => {
    const cache = cacheOn(store);
    const namespace = cache.namespace;
    const redis = store.connect();
    const seen: LookupNotice[] = [];
    cache.on('lookup', (notice) => seen.push(notice));
    await cache.set('cut', rows, { ttl: 60 });
    await cache.set('future', rows, { ttl: 60 });
    await redis.append(entryKey(namespace, 'cut'), 'more');
    await redis.setrange(entryKey(namespace, 'future'), 0, '\x07');
    expect(await cache.get('cut')).toBeNull();
    expect(await cache.get('future')).toBeNull();
    expect(seen.map((notice) => notice.reason)).toEqual(['undecodable', 'undecodable']);
    expect(await cache.getWithSWR('cut', () => 'again', { ttl: 60 })).toBe('again');
    expect(await cache.getWithSWR('future', () => 'again', { ttl: 60 })).toBe('again');
    expect(await cache.get('cut')).toBe('again');
    expect(await cache.get('future')).toBe('again');
    await waitFor('the counters', async () => {
      const { missesByReason } = await cache.getStats();
      return (missesByReason.undecodable ?? 0) >= 4;
    });
  });

  test.each([
    ['cacheNull', { cacheNull: true }, 1],
    ['control: without it', {}, 2],
  ])('that are null are kept only when asked (%s)', async (_name, how, loads) => {
    const cache = cacheOn(store);
    let ran = 0;
    const read = () =>
      cache.getWithSWR(
        'none:1',
        () => {
          ran++;
          return null;
        },
        { ttl: 60, tags: ['none'], ...how },
      );
    expect([await read(), await read()]).toEqual([null, null]);
    expect(ran).toBe(loads);
    // A null that is kept goes with its tags like everything else.
    await cache.invalidateByTag('none');
    await read();
    expect(ran).toBe(loads === 1 ? 2 : 3);
  });

  test('a family keeps its nulls, and what was built from one depends on it', async () => {
    const cache = cacheOn(store);
    const stock = new Map<string, number>();
    const item = cache.define('item', {
      key: 'item:{id}',
      load: ({ id }) => stock.get(id) ?? null,
      cacheNull: true,
    });
    const page = cache.define('page', {
      key: 'page:{id}',
      load: async ({ id }) => ((await item.get({ id })) === null ? 'sold out' : 'in stock'),
    });
    expect(await page.get({ id: 'a' })).toBe('sold out');
    stock.set('a', 3);
    expect(await page.get({ id: 'a' })).toBe('sold out');
    await cache.handleDataChange({ type: 'updated', entity: 'item', id: 'a' });
    expect(await page.get({ id: 'a' })).toBe('in stock');
  });

  test('are limited: 8 MiB, and 1,000 tags and dependencies', async () => {
    const cache = cacheOn(store);
    const large = 'x'.repeat(8 * 1024 * 1024 + 1);
    const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
    await expect(cache.set('k', large)).rejects.toMatchObject({ code: 'value-too-large' });
    await expect(cache.getWithSWR('k', () => large)).rejects.toMatchObject({
      code: 'value-too-large',
    });
    const many = { tags: names(600), dependencies: names(401) };
    await expect(cache.set('k', 1, many)).rejects.toMatchObject({ code: 'invalid-option' });
    expect(await cache.set('k', 1, { tags: names(600), dependencies: names(400) })).toBe(true);
    expect(await cache.set('k', large.slice(1), { ttl: 60 })).toBe(true);
    expect(await cache.get('k')).toBe(large.slice(1));
    expect(() => cacheOn(store, { codec: 'xml' as 'json' })).toThrow("'json' or 'msgpackr'");
    expect(() => cacheOn(store, { compressAboveBytes: 0 })).toThrow('compressAboveBytes');
  });
});

test('a family is typed by its loader, from key pattern to value', () => {
  const [store] = stores;
  if (store === undefined) throw new Error('no store to test on');
  const cache = cacheOn(store);
  const price = cache.define('price', {
    key: 'price:{shop}:{id}',
    load: async ({ shop, id }) => {
      expectTypeOf(shop).toEqualTypeOf<string>();
      return { id, cents: 5 };
    },
    tags: ({ shop }, value) => {
      expectTypeOf(value).toEqualTypeOf<{ id: string; cents: number }>();
      return [shop];
    },
    version: (_, value) => value.cents,
  });
  expectTypeOf(price.get).parameter(0).toEqualTypeOf<{
    shop: string | number;
    id: string | number;
  }>();
  expectTypeOf(price.get).returns.resolves.toEqualTypeOf<{ id: string; cents: number }>();
  expectTypeOf(cache.getWithSWR('k', () => 5)).resolves.toEqualTypeOf<number>();
  expectTypeOf(cache.get<Date>('k')).resolves.toEqualTypeOf<Date | null>();
  const faults = () => {
    // @ts-expect-error a parameter is missing
    void price.get({ id: 1 });
    // @ts-expect-error there is no such parameter
    price.keyOf({ shop: 'a', id: 1, page: 2 });
    // @ts-expect-error a tag is a text
    cache.define('x', { key: 'x:{id}', load: () => 1, tags: (_, value) => [value] });
  };
  expect(faults).toBeTypeOf('function');
});
