import { describe, expect, test } from 'vitest';
import { cacheOn } from '../support/engine';
import { startRedis, stores } from '../support/redis';

describe.each(stores)('changes told in a transaction, on $name', (store) => {
  test('become one wave when it has resolved, and not before', async () => {
    const cache = cacheOn(store);
    for (const key of ['product:1', 'product:2', 'k']) await cache.set(key, 1, { ttl: 60 });
    await cache.set('l', 1, { ttl: 60, tags: ['t'] });
    const { result, wave } = await cache.afterCommit(async (changes) => {
      changes.event({ type: 'updated', entity: 'product', id: 1 });
      changes.event({ type: 'updated', entity: 'product', id: 2, version: 3 });
      changes.invalidate({ keys: ['k'], tags: ['t'] });
      expect(await cache.get('product:1')).toBe(1);
      return 'committed';
    });
    expect(result).toBe('committed');
    expect(wave).toMatchObject({ invalidated: 4, cause: { kind: 'event' } });
    expect((await cache.waves()).waves).toHaveLength(1);
    expect(await cache.get('product:2')).toBeNull();
    // The versions told with them hold.
    await cache.getWithSWR('product:2', ({ noteVersion }) => noteVersion('product:2', 2));
    await cache.getWithSWR(
      'product:2',
      ({ noteVersion }) => {
        noteVersion('product:2', 2);
        return 'old';
      },
      { ttl: 60 },
    );
    expect(await cache.get('product:2')).toBeNull();
  });

  test('are dropped when it throws, and nothing happens when there were none', async () => {
    const cache = cacheOn(store);
    await cache.set('k', 1, { ttl: 60 });
    const failing = cache.afterCommit(async (changes) => {
      changes.invalidate({ keys: ['k'] });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await cache.get('k')).toBe(1);
    expect(await cache.afterCommit(async () => 7)).toEqual({ result: 7, wave: null });
  });

  test('told too late, or as a prefix, are refused', async () => {
    const cache = cacheOn(store);
    let late = (): void => {};
    await cache.afterCommit(async (changes) => {
      late = () => changes.invalidate({ keys: ['k'] });
      expect(() => changes.invalidate({ prefix: 'p' })).toThrow('prefix');
    });
    expect(late).toThrow('while it runs');
  });
});

test('a wave that fails after the commit says that the work was done, and gives its result', async () => {
  const server = await startRedis();
  const cache = cacheOn({
    name: 'standalone',
    address: { url: server.url },
    connect: () => server.url as never,
  });
  await cache.ready();
  const failing = cache.afterCommit(async (changes) => {
    changes.invalidate({ keys: ['k'] });
    await server.stop();
    return { order: 5 };
  });
  await expect(failing).rejects.toMatchObject({
    code: 'store-unavailable',
    details: { committed: true, result: { order: 5 } },
  });
});
