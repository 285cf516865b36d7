import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Freshet, Targets } from '@/server/freshet';
import { cacheOn } from '../support/engine';
import { plant } from '../support/plant';
import { guardKey, LOOK_MEMBER } from '@/server/redis/keyspace';
import { stores, uniqueNamespace, waitFor } from '../support/redis';

async function shop(cache: Freshet): Promise<void> {
  await cache.set('price:1', 9, { tags: ['prices'] });
  await cache.getWithSWR('product:1', () => cache.get('price:1'), { tags: ['category:shoes'] });
  await cache.getWithSWR('list:shoes', () => cache.get('product:1'), { tags: ['lists'] });
  await cache.getWithSWR('home', () => cache.get('list:shoes'));
  await cache.set('product:2', 2, { tags: ['category:shoes'] });
  // Declared by hand, so found only through the guards of found entries.
  await cache.set('feed', 1, { dependencies: ['product:2'] });
  await cache.set('mail', 1, { dependencies: ['feed'] });
}

describe.each(stores)('previewing on a $name store', (under) => {
  it('tells levels, types and edges of the wave, and changes nothing', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    const impact = await cache.preview({ tags: ['category:shoes'] });
    expect(impact).toMatchObject({
      total: 6,
      gone: 0,
      levels: [
        { depth: 1, count: 2 },
        { depth: 2, count: 2 },
        { depth: 3, count: 2 },
      ],
    });
    expect(impact.byType.map(({ type, count }) => `${type} ${count}`)).toEqual([
      'product 2',
      'feed 1',
      'home 1',
      'list 1',
      'mail 1',
    ]);
    const via = Object.fromEntries(impact.sample.map((one) => [one.key, one.via]));
    expect(via).toEqual({
      'product:1': 'tag:category:shoes',
      'product:2': 'tag:category:shoes',
      'list:shoes': 'key:product:1',
      home: 'key:list:shoes',
      feed: 'key:product:2',
      mail: 'key:feed',
    });
    expect(await cache.preview({ tags: ['category:shoes'] })).toMatchObject({
      total: 6,
      fingerprint: impact.fingerprint,
    });
    expect(await cache.get('home')).toBe(9);
  });

  it.each<[name: string, targets: Targets]>([
    ['a tag', { tags: ['category:shoes'] }],
    ['a key', { keys: ['price:1'] }],
    ['a key that is not cached', { keys: ['product:7'] }],
    ['a prefix', { prefix: 'product:' }],
    ['many at once', { keys: ['product:1', 'home'], tags: ['prices', 'none'], prefix: 'li' }],
  ])('of %s promises exactly what the purge then reports', async (_name, targets) => {
    for (const mode of ['soft', 'hard'] as const) {
      const cache = cacheOn(under);
      await shop(cache);
      // Marked entries are still live: a purge counts them.
      await cache.invalidate({ keys: ['home'] }, { mode: 'soft' });
      const impact = await cache.preview(targets);
      const wave = await cache.invalidate(targets, { mode });
      expect(impact.total).toBe(wave.invalidated);
      expect(wave.levels).toMatchObject(impact.levels);
      const after = await cache.preview(targets);
      expect(after.total).toBe(mode === 'soft' ? impact.total : 0);
    }
  });

  it('promises what the purge reports for any graph', async () => {
    const name = fc.integer({ min: 0, max: 9 });
    const entry = fc.record({
      key: name,
      tags: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
      dependencies: fc.uniqueArray(name, { maxLength: 2 }),
    });
    const graph = fc.array(entry, { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(graph, fc.integer({ min: 0, max: 3 }), name, async (entries, tag, key) => {
        const cache = cacheOn(under);
        for (const one of entries)
          await cache.set(`type${one.key % 3}:${one.key}`, 1, {
            tags: one.tags.map((n) => `tag:${n}`),
            dependencies: one.dependencies.map((n) => `type${n % 3}:${n}`),
          });
        const targets = { tags: [`tag:${tag}`], keys: [`type${key % 3}:${key}`] };
        const impact = await cache.preview(targets);
        const wave = await cache.invalidate(targets, { mode: 'hard' });
        expect(impact.total).toBe(wave.invalidated);
        await cache.close();
      }),
      { numRuns: 15 },
    );
  });

  it('counts what is not live as gone and never in the total', async () => {
    const ns = uniqueNamespace('preview');
    const cache = cacheOn(under, { namespace: ns });
    await plant(under.connect(), ns, [
      { key: 'live', loadCostMs: 30, refs: [{ guard: 't:x' }] },
      { key: 'stale', softMs: -1, loadCostMs: 12, refs: [{ guard: 't:x' }] },
      { key: 'orphan', hardMs: -1, refs: [{ guard: 't:x' }] },
      { key: 'loading', hasValue: false, leaseLeftMs: 9_000, refs: [{ guard: 't:x' }] },
      { key: 'older', generation: 0, refs: [{ guard: 't:x' }] },
    ]);
    const impact = await cache.preview({ tags: ['x'] });
    expect(impact).toMatchObject({ total: 2, gone: 3, loadCostMs: 42, unmeasured: 0 });
    expect(impact.sample.map((one) => [one.key, one.state])).toEqual([
      ['live', 'fresh'],
      ['stale', 'stale'],
    ]);
    // A wave that need not look at its entries counts a load in flight with them; here one of them asks for a look.
    await under.connect().zadd(guardKey(ns, 't:x'), 9e15, LOOK_MEMBER);
    expect((await cache.invalidateByTag('x', { mode: 'hard' })).invalidated).toBe(2);
  });

  it('weighs the impact by what is really read', async () => {
    const cache = cacheOn(under);
    await cache.set('busy:1', 1, { tags: ['x'] });
    await cache.set('quiet:1', 1, { tags: ['x'] });
    await cache.set('busy:2', 1, { tags: ['y'] });
    for (let i = 0; i < 1_500; i++) await cache.get('busy:1');
    for (let i = 0; i < 500; i++) await cache.get('busy:2');
    const impact = await waitFor('counted reads', async () => {
      const seen = await cache.preview({ tags: ['x'] });
      return seen.trafficShare > 0.6 && seen.trafficShare < 0.9 && seen;
    });
    expect(impact.sample[0]).toMatchObject({ key: 'busy:1' });
    expect(impact.sample[0]?.reads).toBeGreaterThan(1_000);
    expect(impact.byType.find((one) => one.type === 'quiet')?.reads).toBe(0);
  });

  it('refuses targets that name nothing', async () => {
    const cache = cacheOn(under);
    await expect(cache.preview({})).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(cache.preview({ tags: [''] })).rejects.toMatchObject({ code: 'invalid-tag' });
  });

  it('says of every entry why it is reached, and pages through all of them', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    const told = new Map<string, string>();
    for await (const page of cache.previewEntries({ tags: ['prices'] }))
      for (const one of page) told.set(one.key, [...one.path, one.kind].join(' > '));
    expect(Object.fromEntries(told)).toEqual({
      'price:1': 'tag:prices > tag',
      'product:1': 'tag:prices > key:price:1 > captured',
      'list:shoes': 'tag:prices > key:product:1 > captured',
      home: 'tag:prices > key:list:shoes > captured',
    });
    const declared = await cache.preview({ keys: ['product:2'] });
    expect(declared.sample.find((one) => one.key === 'mail')).toMatchObject({
      path: ['key:product:2', 'key:feed'],
      kind: 'declared',
    });
  });

  it('reads small guards together and large ones by themselves, and finds the same', async () => {
    const cache = cacheOn(under);
    for (let i = 0; i < 450; i++) await cache.set(`page:${i}`, i, { tags: ['large', `own:${i}`] });
    const tags = ['large', ...Array.from({ length: 450 }, (_, i) => `own:${i}`), 'none'];
    const impact = await cache.preview({ tags });
    expect(impact).toMatchObject({ total: 450, emptyTargets: 1, emptySample: ['tag:none'] });
    expect(impact.fingerprint).toBe((await cache.preview({ tags: ['large'] })).fingerprint);
  });

  it('answers for one page what the whole plan would, with the way to it', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    await cache.set('about', 1);
    for (const targets of [{ tags: ['prices'] }, { keys: ['product:2'] }, { tags: ['lists'] }]) {
      const reached = new Set<string>();
      for await (const page of cache.previewEntries(targets))
        for (const one of page) reached.add(one.key);
      for (const key of ['price:1', 'product:1', 'product:2', 'list:shoes', 'home', 'feed', 'mail'])
        expect([key, (await cache.isAffected(targets, key)).affected]).toEqual([
          key,
          reached.has(key),
        ]);
    }
    expect(await cache.isAffected({ tags: ['prices'] }, 'home')).toMatchObject({
      why: 'depends',
      path: ['tag:prices', 'key:list:shoes'],
    });
    expect(await cache.isAffected({ keys: ['product:2'] }, 'mail')).toMatchObject({
      why: 'depends',
      path: ['key:product:2', 'key:feed'],
    });
    const why = async (key: string) => (await cache.isAffected({ keys: ['product:2'] }, key)).why;
    expect(await why('product:2')).toBe('target');
    expect(await why('home')).toBe('independent');
    expect(await why('about')).toBe('unlinked');
    expect(await why('nowhere')).toBe('not-cached');
  });

  it('counts entries that record nothing as unknown, never as zero', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    await cache.set('about', 1);
    await cache.set('imprint', 1);
    const plain = await cache.preview({ tags: ['lists'] });
    expect(plain).toMatchObject({ surveyed: null, unknown: null });
    const asked = await cache.preview({ tags: ['lists'] }, { survey: true });
    expect(asked).toMatchObject({ surveyed: 9, unknown: 2 });
    // What is a target itself is known to change, whatever it records.
    expect(await cache.preview({ keys: ['about'] }, { survey: true })).toMatchObject({
      total: 1,
      unknown: 1,
    });
    expect(await cache.survey()).toMatchObject({ entries: 9, unlinked: 2 });
  });
});
