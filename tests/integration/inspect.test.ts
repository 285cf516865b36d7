import { beforeAll, describe, expect, it } from 'vitest';
import type { Guard } from '../../server/engine/ports';
import { RedisInspectStore } from '../../server/redis/inspect-store';
import { entryKey, journalKey } from '../../server/redis/keyspace';
import { RedisStatsStore } from '../../server/redis/stats-store';
import { RedisWarmRegistry } from '../../server/redis/warm-registry';
import { plant, plantMarker } from '../support/plant';
import { openClient, startRedis, stores, uniqueNamespace } from '../support/redis';

const strange = ['a{b}c:1', 'q"uo\'te *?[x]\\', '{}', '🧺:é', 'x'.repeat(512)];

describe.each(stores)('inspecting a $name store', (under) => {
  const ns = uniqueNamespace('inspect');
  const client = under.connect();
  const store = new RedisInspectStore(client, ns);

  beforeAll(async () => {
    await plant(client, ns, [
      {
        key: 'product:1',
        loadCostMs: 12.5,
        value: 'v'.repeat(5000),
        refs: [
          { guard: 't:shoes' },
          { guard: 'k:price:1', kind: 'declared' },
          { guard: 't:far', depth: 3, via: 'k:price:1' },
        ],
      },
      ...strange.map((key) => ({ key, refs: [{ guard: `t:${key}` as const }] })),
    ]);
    await plantMarker(client, ns, 't:shoes');
    // A neighbour whose name begins like ours must not be seen.
    await plant(client, `${ns}x`, [{ key: 'product:9', refs: [{ guard: 't:shoes' }] }]);
  });

  it('reads headers and refs without the value, and tells the whole size', async () => {
    const [entry, none] = await store.headers(['product:1', 'product:none']);
    expect(none).toBeNull();
    expect(entry?.header.loadCostUs).toBe(12_500);
    expect(entry?.refs.map((ref) => [ref.guard, ref.kind, ref.depth, ref.via])).toEqual([
      ['t:shoes', 'tag', 1, null],
      ['k:price:1', 'declared', 1, null],
      ['t:far', 'tag', 3, 'k:price:1'],
    ]);
    expect(entry?.sizeBytes).toBe(104 + (entry?.header.refsLength ?? 0) + 5000);
  });

  it('gives back every key and tag as the user wrote it, each once, and none of a neighbour', async () => {
    const keys = (await collect(store.scanEntries())).sort();
    expect(keys).toEqual([...strange, 'product:1'].sort());
    const tags = (await collect(store.scanGuards('t'))).sort();
    expect(tags).toEqual(['t:shoes', 't:far', ...strange.map((tag) => `t:${tag}`)].sort());
    expect(await collect(store.scanGuards('k'))).toEqual(['k:price:1']);
    expect(await collect(store.scanGuards('all'))).toHaveLength(8);
  });

  it('takes a prefix literally, wildcards and braces included', async () => {
    expect(await collect(store.scanEntries('q"uo\'te *'))).toEqual(['q"uo\'te *?[x]\\']);
    expect(await collect(store.scanEntries('a{'))).toEqual(['a{b}c:1']);
    expect(await collect(store.scanEntries('*'))).toEqual([]);
  });

  it('tells members with depth and end, and keeps the marker apart', async () => {
    expect(await store.guardInfo(['t:shoes', 't:far', 't:none'])).toEqual([
      { members: 1, marker: expect.closeTo(Date.now() * 1000, -8), retired: 0 },
      { members: 1, marker: 0, retired: 0 },
      { members: 0, marker: 0, retired: 0 },
    ]);
    const chunk = await store.members('t:far', '', 100);
    expect(chunk).toEqual({
      members: [{ key: 'product:1', depth: 3, endAtMs: expect.closeTo(Date.now() + 120_000, -5) }],
      cursor: '',
    });
    expect((await store.members('t:shoes', '', 100)).members).toHaveLength(1);
  });

  it('walks a large guard in bounded steps and misses nobody', async () => {
    const planted = Array.from({ length: 3000 }, (_, i) => ({
      key: `page:${i}`,
      hardMs: 5_000,
      refs: [{ guard: 't:large' as const }],
    }));
    const other = uniqueNamespace('walk');
    await plant(client, other, planted);
    const large = new RedisInspectStore(client, other);
    const seen = new Set<string>();
    let cursor = '';
    let steps = 0;
    do {
      const chunk = await large.members('t:large', cursor, 100);
      expect(chunk.members.length).toBeLessThan(1000);
      for (const member of chunk.members) seen.add(member.key);
      cursor = chunk.cursor;
      steps += 1;
    } while (cursor !== '');
    expect(seen.size).toBe(3000);
    expect(steps).toBeGreaterThan(10);
    const headers = await large.headers(planted.map((one) => one.key));
    expect(headers.filter((one) => one !== null)).toHaveLength(3000);
    expect(await collect(large.scanEntries())).toHaveLength(3000);
  });

  it('pages the journal newest first, by positions that are not included', async () => {
    for (const id of ['w1', 'w2', 'w3'])
      await client.xadd(journalKey(ns), '*', 'id', id, 'wave', JSON.stringify({ id }));
    const all = await store.waves({ limit: 10 });
    expect(all.map((one) => JSON.parse(one.record).id)).toEqual(['w3', 'w2', 'w1']);
    const [w3, w2, w1] = all.map((one) => one.position);
    expect(await store.waves({ before: w3 ?? '', limit: 1 })).toEqual([all[1]]);
    expect(await store.waves({ after: w1 ?? '', limit: 10 })).toEqual(all.slice(0, 2));
    expect(await store.waves({ after: w2 ?? '', before: w3 ?? '', limit: 10 })).toEqual([]);
    expect(await store.waveById('w1')).toEqual(all[2]);
    expect(await store.waveById('nobody')).toBeNull();
    await expect(store.waves({ before: 'x', limit: 1 })).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  it('gives a role to one token at a time', async () => {
    expect(await store.holdRole('sweeper', 'a', 60_000)).toBe(true);
    expect(await store.holdRole('sweeper', 'b', 60_000)).toBe(false);
    expect(await store.holdRole('sweeper', 'a', 60_000)).toBe(true);
    expect(await store.holdRole('other', 'b', 60_000)).toBe(true);
  });

  it('reports health with version, policy, latency and memory', async () => {
    const health = await store.health();
    expect(health).toMatchObject({ ok: true, topology: under.name, error: null });
    expect(health.version).toMatch(/^\d+\.\d+/);
    expect(health.evictionPolicy).toBe('noeviction');
    expect(health.latencyMs).toBeGreaterThan(0);
    expect(health.usedMemoryBytes).toBeGreaterThan(100_000);
  });

  it('remembers what was registered for warming', async () => {
    const registry = new RedisWarmRegistry(client, ns);
    await registry.registerWarm('home', { entityType: 'page', loader: 'home' });
    await registry.registerWarm('home', { entityType: 'page', loader: 'home2' });
    await registry.registerWarm('a{b}', { entityType: 'page', loader: 'x' });
    expect(await registry.warmRegistry()).toEqual(
      new Map([
        ['home', { entityType: 'page', loader: 'home2' }],
        ['a{b}', { entityType: 'page', loader: 'x' }],
      ]),
    );
  });

  it('adds counters of many processes into shared buckets and ranks what is read most', async () => {
    let nowMs = 1_800_000_000_000;
    const stats = new RedisStatsStore(client, ns, () => nowMs);
    await stats.addStats({ hits: 3, 'f:hits:a:b': 3 }, { hot: 80, cool: 8 });
    await stats.addStats({ hits: 2 }, { hot: 8 });
    nowMs += 10_000;
    await stats.addStats({ misses: 1 }, {});
    nowMs += 600_000;
    await stats.addStats({ hits: 1 }, { cool: 16 });
    const start = 1_800_000_000_000;
    expect(await stats.readStats(10_000, start, start + 20_000)).toEqual([
      { atMs: start, counters: { hits: 5, 'f:hits:a:b': 3 } },
      { atMs: start + 10_000, counters: { misses: 1 } },
    ]);
    expect(await stats.readStats(300_000, start, start + 900_000)).toEqual([
      { atMs: start, counters: { hits: 5, 'f:hits:a:b': 3, misses: 1 } },
      { atMs: start + 600_000, counters: { hits: 1 } },
    ]);
    expect(await stats.hotKeys(1)).toEqual([{ key: 'hot', reads: 88 }]);
    expect(await stats.readsOf(['cool', 'cold', 'hot'])).toEqual([24, 0, 88]);
  });
});

describe('a store that cannot answer', () => {
  it('is an error of every read, never an empty answer', async () => {
    const server = await startRedis();
    const client = openClient(server.url);
    const ns = uniqueNamespace('away');
    const store = new RedisInspectStore(client, ns);
    const stats = new RedisStatsStore(client, ns, Date.now);
    const guard: Guard = 't:x';
    await client.ping();
    expect(await store.headers(['a'])).toEqual([null]);
    client.options.enableOfflineQueue = false;
    await server.kill();
    const away = { code: 'store-unavailable' };
    await expect(store.headers(['a'])).rejects.toMatchObject(away);
    await expect(store.members(guard, '', 10)).rejects.toMatchObject(away);
    await expect(store.guardInfo([guard])).rejects.toMatchObject(away);
    await expect(collect(store.scanEntries())).rejects.toMatchObject(away);
    await expect(store.waves({ limit: 1 })).rejects.toMatchObject(away);
    await expect(stats.readStats(10_000, 0, 20_000)).rejects.toMatchObject(away);
    await expect(stats.readsOf(['a'])).rejects.toMatchObject(away);
    await expect(stats.addStats({ hits: 1 }, {})).rejects.toMatchObject(away);
    expect(await store.health()).toMatchObject({ ok: false, latencyMs: null });
  });

  it('is unhealthy when it may evict the index', async () => {
    const server = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] });
    const health = await new RedisInspectStore(openClient(server.url), 'x').health();
    expect(health.ok).toBe(false);
    expect(health.error).toMatch(/allkeys-lru.*volatile-ttl/);
  });

  it('tells a reply of the wrong type instead of skipping the key', async () => {
    const server = await startRedis();
    const client = openClient(server.url);
    await client.sadd(entryKey('n', 'a'), 'x');
    const store = new RedisInspectStore(client, 'n');
    await expect(store.headers(['b', 'a'])).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}
