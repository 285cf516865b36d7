// Why an entry is as it is: each reason brought about on a real store, and told with the wave and the way behind it.
import { describe, expect, test } from 'vitest';
import { createFreshet } from '@/server/freshet';
import { entryKey, journalKey } from '@/server/redis/keyspace';
import { cacheOn, gate, keepCache } from '../support/engine';
import { startRedis, stores, uniqueNamespace, waitFor } from '../support/redis';

describe.each(stores)('explain on $name', (store) => {
  const client = store.connect();
  const open = (options = {}) => {
    const namespace = uniqueNamespace('explain');
    return { namespace, cache: cacheOn(store, { namespace, ...options }) };
  };

  test('fresh: says when it was loaded, and that nothing has invalidated it', async () => {
    const { cache } = open();
    await cache.getWithSWR('page:1', () => 'v', { ttl: 60, tags: ['home'] });
    const told = await cache.explain('page:1');
    expect(told).toMatchObject({ state: 'fresh', reason: null, certain: true, wave: null });
    expect(told.verdict).toMatch(/^Fresh: loaded .* ago.*nothing has invalidated it since\.$/);
    expect(told.upstream).toEqual([
      { guard: 'tag:home', kind: 'tag', depth: 1, invalidatedAt: null },
    ]);
  });

  test('invalidated-key: a target of the wave itself', async () => {
    const { cache } = open();
    await cache.set('page:1', 'v', { tags: ['t'] });
    const wave = await cache.invalidateByKey('page:1', {
      actor: 'ada',
      cause: 'purge',
      reason: 'wrong',
    });
    const told = await cache.explain('page:1');
    expect(told).toMatchObject({
      state: 'missing',
      reason: 'invalidated-key',
      certain: true,
      wave: { id: wave.id, depth: 0 },
      chain: [{ guard: 'key:page:1' }],
    });
    expect(told.verdict).toContain('a purge by ada (wrong) invalidated it');
  });

  test('invalidated-tag: stale since a wave over a tag it carries, and a load is running', async () => {
    const { cache } = open();
    await cache.set('page:1', 1, { ttl: 60, swr: 60, tags: ['t', 'other'], onInvalidate: 'soft' });
    const wave = await cache.invalidateByTag('t');
    const held = gate<number>();
    const served = await cache.getWithSWR('page:1', () => held.promise, { tags: ['t'] });
    expect(served).toBe(1);
    const told = await waitFor('the load to be seen', async () => {
      const now = await cache.explain('page:1');
      return now.refreshing && now;
    });
    held.open(2);
    expect(told).toMatchObject({
      state: 'stale',
      reason: 'invalidated-tag',
      wave: { id: wave.id, depth: 1 },
      chain: [
        { guard: 'tag:t', edge: null },
        { guard: 'key:page:1', edge: 'tag' },
      ],
    });
    expect(told.verdict).toMatch(/^Stale for .*tag t, which it carries; a load is running\.$/);
    expect(Date.parse(told.since ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  test('invalidated-dependency: an event, its rule, and every step of the way to the entry', async () => {
    const { cache } = open();
    const product = cache.define('product', {
      key: 'product:{id}',
      onInvalidate: 'soft',
      swr: 60,
      load: ({ id }) => id,
    });
    const listing = cache.define('listing', {
      key: 'listing:{name}',
      onInvalidate: 'soft',
      swr: 60,
      load: () => product.get({ id: 42 }),
    });
    const home = cache.define('home', {
      key: 'home:{lang}',
      onInvalidate: 'soft',
      swr: 60,
      load: () => listing.get({ name: 'shoes' }),
    });
    await home.get({ lang: 'en' });
    const wave = await cache.handleDataChange({
      type: 'updated',
      entity: 'product',
      id: 42,
      eventId: '8f2',
    });
    expect(wave.invalidated).toBe(3);
    const told = await cache.explain('home:en');
    expect(told).toMatchObject({
      state: 'stale',
      reason: 'invalidated-dependency',
      rule: 'product 42 updated concerns tag product:42, product:42',
      chain: [
        { guard: 'key:product:42' },
        { guard: 'key:listing:shoes', edge: 'captured' },
        { guard: 'key:home:en', edge: 'captured' },
      ],
    });
    expect(told.verdict).toContain(
      'product 42 updated (event 8f2) invalidated product:42, which reaches it through listing:shoes',
    );
    expect(await cache.explain('product:42')).toMatchObject({
      reason: 'invalidated-key',
      downstream: { total: 2 },
    });
    await cache.invalidate({ keys: ['product:42'] }, { mode: 'hard' });
    expect(await cache.explain('home:en')).toMatchObject({
      state: 'missing',
      reason: 'invalidated-dependency',
      chain: [
        { guard: 'key:product:42' },
        { guard: 'key:listing:shoes' },
        { guard: 'key:home:en' },
      ],
    });
  });

  test('a wave that names only a part of what it touched is found by the edge that is left', async () => {
    const { cache } = open({ touchedLimit: 1 });
    for (const id of [1, 2, 3]) await cache.set(`page:${id}`, 'v', { tags: ['t'] });
    const wave = await cache.invalidateByTag('t');
    for (const id of [1, 2, 3])
      expect(await cache.explain(`page:${id}`)).toMatchObject({
        reason: 'invalidated-tag',
        wave: { id: wave.id },
      });
    expect(await cache.explain('page:4')).toMatchObject({ reason: 'cold', wave: null });
  });

  test('expired: while it may be served stale, and after it is gone', async () => {
    const { cache, namespace } = open();
    await cache.set('page:1', 'v', { ttl: 0.3, swr: 1, tags: ['t'] });
    const stale = await waitFor('its ttl to end', async () => {
      const told = await cache.explain('page:1');
      return told.state === 'stale' && told;
    });
    expect(stale).toMatchObject({ reason: 'expired', certain: true, wave: null });
    await waitFor(
      'it to be gone',
      async () => !(await client.exists(entryKey(namespace, 'page:1'))),
    );
    const gone = await waitFor('its edge to end', async () => {
      const told = await cache.explain('page:1');
      return told.reason === 'expired' && told;
    });
    expect(gone).toMatchObject({ state: 'missing', certain: true });
  });

  test('evicted: it should still be there, and no wave took it', async () => {
    const { cache, namespace } = open();
    await cache.set('page:1', 'v', { ttl: 600, tags: ['t'] });
    await client.del(entryKey(namespace, 'page:1'));
    const told = await cache.explain('page:1');
    expect(told).toMatchObject({ state: 'missing', reason: 'evicted', certain: false });
    expect(told.doubt).toContain('no wave took it');
  });

  test('evicted, without any edge left: what the entry table last knew of it is remembered', async () => {
    const { cache, namespace } = open();
    await cache.set('page:1', 'v', { ttl: 600 });
    expect((await cache.entries()).total).toBe(1);
    await client.del(entryKey(namespace, 'page:1'));
    expect(await cache.explain('page:1')).toMatchObject({ reason: 'evicted' });
  });

  test('stored again after a wave and then gone: the wave is not blamed', async () => {
    const { cache, namespace } = open();
    await cache.set('page:1', 'v', { ttl: 600, tags: ['t'] });
    await cache.invalidateByTag('t');
    await cache.set('page:1', 'v', { ttl: 600, tags: ['t'] });
    expect((await cache.explain('page:1')).waves).toHaveLength(1);
    await cache.entries();
    await client.del(entryKey(namespace, 'page:1'));
    expect(await cache.explain('page:1')).toMatchObject({ reason: 'evicted', wave: null });
  });

  test('loader-failed: the error, and the wave before it; gone once a load succeeds', async () => {
    const { cache } = open();
    await cache.set('page:1', 'v', { tags: ['t'] });
    const wave = await cache.invalidateByTag('t');
    const fails = () => {
      throw new Error('the origin is down');
    };
    await expect(cache.getWithSWR('page:1', fails)).rejects.toThrow('the origin is down');
    const told = await waitFor('the note', async () => {
      const now = await cache.explain('page:1');
      return now.reason === 'loader-failed' && now;
    });
    expect(told).toMatchObject({
      failure: { outcome: 'failed', error: 'the origin is down' },
      wave: { id: wave.id },
    });
    expect(told.verdict).toContain('its loader failed');
    await cache.getWithSWR('page:1', () => 'v');
    expect(await cache.explain('page:1')).toMatchObject({ state: 'fresh', reason: null });
  });

  test('bypass: its loads give nothing that is stored', async () => {
    const { cache } = open();
    expect(await cache.getWithSWR('page:1', () => null)).toBeNull();
    await waitFor('the note', async () => (await cache.explain('page:1')).reason === 'bypass');
  });

  test('cold: never cached, and honest about what it cannot know', async () => {
    const { cache, namespace } = open();
    expect(await cache.explain('page:1')).toMatchObject({
      state: 'missing',
      reason: 'cold',
      certain: false,
      doubt: expect.stringContaining('The journal is empty'),
    });
    await cache.set('page:2', 'v', { ttl: 600, tags: ['t'] });
    await cache.set('page:3', 'v', { ttl: 600, dependencies: ['page:2'] });
    await cache.invalidateByKey('page:2');
    await cache.waves();
    await client.del(journalKey(namespace));
    const other = cacheOn(store, { namespace });
    const told = await other.explain('page:2');
    expect(told).toMatchObject({ certain: false, wave: null });
    expect(told.doubt).toContain('journal');
  });

  test('a key that is no key is refused', async () => {
    const { cache } = open();
    await expect(cache.explain('')).rejects.toMatchObject({ code: 'invalid-key' });
  });

  test('it costs no read of a value and no SCAN while something is known of the key', async () => {
    const { cache } = open();
    await cache.set('page:1', 'v', { tags: ['t'] });
    const scans: string[] = [];
    const seen = cacheOn(
      store,
      { namespace: cache.namespace },
      {},
      {
        wrapStore: (inner) => ({
          ...inner,
          scanEntries: (prefix) => {
            scans.push('entries');
            return inner.scanEntries(prefix);
          },
          scanGuards: (kind) => {
            scans.push('guards');
            return inner.scanGuards(kind);
          },
        }),
      },
    );
    await seen.explain('page:1');
    expect(scans).toEqual([]);
    // Control: of a key that nothing is known of, the tags are looked through.
    await seen.explain('page:none');
    expect(scans).toEqual(['guards']);
  });
});

test('store-unavailable is an explanation, not an error', async () => {
  const server = await startRedis();
  const namespace = uniqueNamespace('explain');
  const cache = keepCache(createFreshet({ redis: server.url, namespace, commandTimeoutMs: 200 }));
  await cache.set('page:1', 'v');
  await server.kill();
  const told = await waitFor('Redis to be missed', async () => {
    const now = await cache.explain('page:1');
    return now.reason === 'store-unavailable' && now;
  });
  expect(told).toMatchObject({ state: null, wave: null });
  expect(told.verdict).toContain('Redis does not answer');
});
