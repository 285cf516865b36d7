// P5 and P2 across processes: real children, one store.
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import { cacheOn } from '../../support/engine';
import { type ChildScript, forkScript } from '../../support/process';
import { stores, type StoreUnderTest, uniqueNamespace } from '../../support/redis';

async function member(
  store: StoreUnderTest,
  namespace: string,
  options: { rules?: Partial<Rules>; leaseMs?: number; waitMs?: number } = {},
): Promise<ChildScript> {
  const child = await forkScript('tests/support/cache-child.ts');
  await child.call('open', { address: store.address, namespace, ...options });
  return child;
}

describe.each(stores)('a fleet on $name', (store) => {
  test.each([
    { rule: 'the protocol whole', rules: {}, expected: 1 },
    { rule: 'control: lease off', rules: { lease: false }, expected: 4 },
  ])('a stampede of 4 × 250 callers makes one load ($rule)', async ({ rules, expected }) => {
    const namespace = uniqueNamespace();
    const fleet = await Promise.all([1, 2, 3, 4].map(() => member(store, namespace, { rules })));
    const replies = await Promise.all(
      fleet.map((child) =>
        child.call<{ loads: number; values: string[] }>('stampede', {
          key: 'cold:page',
          count: 250,
          loadMs: 300,
        }),
      ),
    );
    const loads = replies.reduce((sum, reply) => sum + reply.loads, 0);
    expect(loads).toBe(expected);
    expect(new Set(replies.flatMap((reply) => reply.values)).size).toBe(expected);
    await Promise.all(fleet.map((child) => child.kill()));
  });

  test.each([
    { rule: 'the protocol whole', rules: {}, left: null },
    { rule: 'control: checkMarkers off', rules: { checkMarkers: false }, left: 'old' },
  ])(
    'a load in another process that began before cannot leave old data behind ($rule)',
    async ({ rules, left }) => {
      const namespace = uniqueNamespace();
      const cache = cacheOn(store, { namespace });
      const child = await member(store, namespace, { rules });
      const loading = child.call('slowLoad', { key: 'k', tags: ['t'], value: 'old' });
      await child.next('loading');
      await cache.invalidateByTag('t');
      await child.call('release');
      expect(await loading).toBe('old');
      expect(await cache.get('k')).toBe(left);
      await child.kill();
    },
  );

  test('a lease holder that is killed is replaced when its lease runs out', async () => {
    const namespace = uniqueNamespace();
    const cache = cacheOn(store, { namespace, leaseMs: 400 });
    const child = await member(store, namespace, { leaseMs: 400 });
    void child.call('slowLoad', { key: 'k', tags: [], value: 'never' }).catch(() => {});
    await child.next('loading');
    let loads = 0;
    const reading = cache.getWithSWR('k', () => `loaded ${++loads}`, { ttl: 60 });
    await child.kill('SIGKILL');
    expect(await reading).toBe('loaded 1');
    expect(await cache.get('k')).toBe('loaded 1');
  });

  test('control: while the holder lives and renews, nobody else loads', async () => {
    const namespace = uniqueNamespace();
    const cache = cacheOn(store, { namespace, leaseMs: 300 });
    const child = await member(store, namespace, { leaseMs: 300 });
    const held = child.call('slowLoad', { key: 'k', tags: [], value: 'held' });
    await child.next('loading');
    let loads = 0;
    const reading = cache.getWithSWR('k', () => `loaded ${++loads}`, { ttl: 60 });
    // Three lease lives pass before the holder answers; a lease that is not renewed would be taken.
    const started = performance.now();
    await expect.poll(() => performance.now() - started > 900, { timeout: 2000 }).toBe(true);
    await child.call('release');
    expect(await held).toBe('held');
    expect(await reading).toBe('held');
    expect(loads).toBe(0);
    await child.kill();
  });

  test('who waits past the deadline loads for itself, and stores nothing', async () => {
    const namespace = uniqueNamespace();
    const cache = cacheOn(store, { namespace, waitMs: 200 });
    const child = await member(store, namespace);
    const held = child.call('slowLoad', { key: 'k', tags: [], value: 'held' });
    await child.next('loading');
    expect(await cache.getWithSWR('k', () => 'own', { ttl: 60 })).toBe('own');
    expect(await cache.get('k')).toBeNull();
    await child.call('release');
    await held;
    expect(await cache.get('k')).toBe('held');
    await child.kill();
  });
});
