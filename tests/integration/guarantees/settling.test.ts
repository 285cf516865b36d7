// Sources that lag: what a load was given too early is not kept, and is loaded again when it has settled. Each case with
// its control, in which the old value must be left behind.
import { describe, expect, test } from 'vitest';
import { cacheOn } from '../../support/engine';
import { stores, waitFor } from '../../support/redis';
import { versionedRow } from '../../support/versioned';

const withControl = (left: unknown) => [
  { rule: 'the protocol whole', off: {}, left },
  { rule: 'control: settle off', off: { settle: false }, left: 'old' },
];

/** A replica: answers old data until it is told to catch up. */
function replica() {
  const source = { answer: 'old', loads: 0, load: () => source.answer };
  source.load = () => {
    source.loads++;
    return source.answer;
  };
  return source;
}

describe.each(stores)('a source that lags, on $name', (store) => {
  test.each(withControl(null))(
    'a load within settleMs of an event is served to its caller and not stored ($rule)',
    async ({ off, left }) => {
      const cache = cacheOn(store, {}, off);
      const source = replica();
      const read = (key: string, tags: string[]) =>
        cache.getWithSWR(key, source.load, { ttl: 60, tags });
      await cache.handleDataChange({
        type: 'updated',
        entity: 'product',
        id: 1,
        tags: ['t'],
        settleMs: 60_000,
      });
      expect(await read('product:1', [])).toBe('old');
      expect(await read('list', ['t'])).toBe('old');
      expect(await cache.get('product:1')).toBe(left);
      expect(await cache.get('list')).toBe(left);
      // What has nothing to do with it is cached as ever.
      await read('other', ['u']);
      expect(await cache.get('other')).toBe('old');
    },
  );

  test.each(withControl(null))('a plain set waits for it, too ($rule)', async ({ off, left }) => {
    const cache = cacheOn(store, {}, off);
    await cache.invalidate({ keys: ['k'], tags: ['t'] }, { settleMs: 60_000 });
    const stored = off.settle === false;
    expect(await cache.set('k', 'old', { ttl: 60 })).toBe(stored);
    expect(await cache.set('l', 'old', { ttl: 60, tags: ['t'] })).toBe(stored);
    expect(await cache.get('k')).toBe(left);
    expect(await cache.get('l')).toBe(left);
    expect(await cache.set('other', 1, { ttl: 60, tags: ['u'] })).toBe(true);
  });

  test('when it has settled, loads are kept again without a further wave', async () => {
    const cache = cacheOn(store);
    const source = replica();
    const read = () => cache.getWithSWR('k', source.load, { ttl: 60, tags: ['t'] });
    await cache.invalidateByTag('t', { settleMs: 150 });
    expect(await read()).toBe('old');
    source.answer = 'new';
    // Nobody reads: the refused load itself is repeated.
    await waitFor('the load after settling', async () => (await cache.get('k')) === 'new');
    expect(source.loads).toBe(2);
    await cache.set('l', 1, { ttl: 60, tags: ['t'] });
    expect(await cache.get('l')).toBe(1);
  });

  test('an event counts from its own time: one that is old enough settles nothing', async () => {
    const cache = cacheOn(store);
    const event = { type: 'updated', entity: 'product', id: 1, settleMs: 5000 };
    await cache.handleDataChange({ ...event, time: Date.now() - 6000 });
    await cache.getWithSWR('product:1', () => 'kept', { ttl: 60 });
    expect(await cache.get('product:1')).toBe('kept');
    // A clock that is ahead does not make it longer than settleMs from now.
    await cache.handleDataChange({ ...event, settleMs: 100, time: Date.now() + 3_600_000 });
    await waitFor('the end of settling', async () => {
      await cache.getWithSWR('product:1', () => 'again', { ttl: 60 });
      return (await cache.get('product:1')) === 'again';
    });
  });

  test.each(withControl(null))(
    "a family's settleMs holds for every wave that reaches it ($rule)",
    async ({ off, left }) => {
      const cache = cacheOn(store, {}, off);
      const source = replica();
      const page = cache.define('page', {
        key: 'page:{id}',
        load: source.load,
        tags: () => ['t'],
        settleMs: 60_000,
      });
      expect(await page.get({ id: 1 })).toBe('old');
      // Never invalidated: kept.
      expect(await cache.get('page:1')).toBe('old');
      await cache.invalidateByTag('t');
      expect(await page.get({ id: 1 })).toBe('old');
      expect(await cache.get('page:1')).toBe(left);
    },
  );

  test('a page is not built over a part that has not settled', async () => {
    const cache = cacheOn(store);
    const source = replica();
    const part = () => cache.getWithSWR('part', source.load, { ttl: 60, tags: ['t'] });
    await cache.invalidateByTag('t', { settleMs: 60_000 });
    expect(await cache.getWithSWR('whole', part, { ttl: 60 })).toBe('old');
    expect(await cache.get('whole')).toBeNull();
  });

  test.each(withControl(null))(
    'a row older than the last event told of is not stored ($rule)',
    async ({ off, left }) => {
      const cache = cacheOn(store, {}, off);
      let row = { version: 1, text: 'old' };
      let loads = 0;
      const product = cache.define('product', {
        key: 'product:{id}',
        load: async () => {
          loads++;
          return row;
        },
        version: (_, value) => value.version,
      });
      const list = cache.define('list', {
        key: 'list:{id}',
        load: async () => [row],
        version: (_, rows) => Object.fromEntries(rows.map((one) => ['product:1', one.version])),
      });
      const textOf = async (key: string) => {
        const found = await cache.get<{ text: string } | { text: string }[]>(key);
        return (Array.isArray(found) ? found[0] : found)?.text ?? null;
      };
      await cache.handleDataChange({ type: 'updated', entity: 'product', id: 1, version: 2 });
      expect(await product.get({ id: 1 })).toEqual(row);
      expect(await list.get({ id: 1 })).toEqual([row]);
      expect(await textOf('product:1')).toBe(left);
      expect(await textOf('list:1')).toBe(left);
      if (off.settle === false) return;
      row = { version: 2, text: 'new' };
      await waitFor('the retry', async () => (await textOf('product:1')) === 'new');
      expect(loads).toBeLessThanOrEqual(4);
    },
  );

  test('versions of events out of order do not go back, and begin anew with a created row', async () => {
    const cache = cacheOn(store);
    const at = (version: number) =>
      cache.getWithSWR(
        'product:1',
        ({ noteVersion }) => {
          noteVersion('product:1', version);
          return version;
        },
        { ttl: 60 },
      );
    const event = { type: 'updated', entity: 'product', id: 1 };
    await cache.handleDataChange({ ...event, version: 7 });
    await cache.handleDataChange({ ...event, version: 5 });
    expect(await at(6)).toBe(6);
    expect(await cache.get('product:1')).toBeNull();
    await cache.handleDataChange({ ...event, type: 'product.created', version: 1 });
    expect(await at(1)).toBe(1);
    expect(await cache.get('product:1')).toBe(1);
  });
});

describe.each(stores)('a value read before its set, on $name', (store) => {
  const cases = (off: object) => [
    { rule: 'the protocol whole', off: {}, kept: false },
    { rule: `control: ${Object.keys(off).join()} off`, off, kept: true },
  ];

  test.each(cases({ settle: false }))(
    'cannot overwrite an invalidation of its key in between ($rule)',
    async ({ off, kept }) => {
      const cache = cacheOn(store, {}, off);
      const row = versionedRow();
      const since = await cache.begin();
      const seen = row.version;
      row.version = 2;
      await cache.invalidateByKey('k');
      expect(await cache.set('k', seen, { ttl: 60, since })).toBe(kept);
      expect(await cache.get('k')).toBe(kept ? 1 : null);
    },
  );

  test.each(cases({ checkMarkers: false, settle: false }))(
    'nor one of its tags or dependencies ($rule)',
    async ({ off, kept }) => {
      const cache = cacheOn(store, {}, off);
      // Its type is known as one that others depend on.
      await cache.set('c', 1, { ttl: 60, dependencies: ['d'] });
      const since = await cache.begin();
      await cache.invalidate({ tags: ['t'] });
      await cache.invalidateByKey('d');
      expect(await cache.set('a', 1, { ttl: 60, tags: ['t'], since })).toBe(kept);
      expect(await cache.set('b', 1, { ttl: 60, dependencies: ['d'], since })).toBe(kept);
    },
  );

  test('nor a key that it depends on and that the wave reached through a tag', async () => {
    const cache = cacheOn(store);
    await cache.set('product:1', 1, { ttl: 60, tags: ['t'] });
    const since = await cache.begin();
    // Nobody has declared a dependency on a product yet: this wave does not look below them.
    await cache.invalidateByTag('t');
    // Another one flags the type, which must not hide that.
    await cache.set('other', 1, { ttl: 60, dependencies: ['product:2'] });
    expect(await cache.set('page', 1, { ttl: 60, dependencies: ['product:1'], since })).toBe(false);
  });

  test('is stored when nothing happened, with the earlier moment as its own', async () => {
    const cache = cacheOn(store);
    const since = await cache.begin();
    await cache.invalidateByTag('else');
    expect(await cache.set('k', 1, { ttl: 60, tags: ['t'], since })).toBe(true);
    expect(await cache.get('k')).toBe(1);
    expect((await cache.invalidateByTag('t')).invalidated).toBe(1);
  });

  test('is refused with a moment too old to prove anything, or of another cache', async () => {
    const cache = cacheOn(store);
    const since = await cache.begin();
    const old = { ...since, atMs: since.atMs - 31 * 60_000 };
    expect(await cache.set('k', 1, { since: old })).toBe(false);
    const foreign = { ...since, sequence: since.sequence + 1e9 };
    await expect(cache.set('k', 1, { since: foreign })).rejects.toMatchObject({
      code: 'invalid-option',
    });
    await expect(cache.set('k', 1, { since: { ...since, atMs: Number.NaN } })).rejects.toThrow(
      'since',
    );
    // Neither leaves a lease behind.
    expect(await cache.getWithSWR('k', () => 2, { ttl: 60 })).toBe(2);
  });
});
