// P1: a read that starts after the invalidation has resolved never gets an older value, for everything that depends on
// the target, transitively. Controls: the rule that carries each case switched off.
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import type { Freshet } from '@/server/freshet';
import { cacheOn, gate } from '../../support/engine';
import { heldCuts } from '../../support/held-cuts';
import { heldMarks } from '../../support/held-marks';
import { stores } from '../../support/redis';

const whole = { rule: 'the protocol whole', off: {} as Partial<Rules>, holds: true };
const withControl = (off: Partial<Rules>) => [
  whole,
  { rule: `control: ${Object.keys(off).join()} off`, off, holds: false },
];

/** a ← b ← c ← d ← e by nested reads. */
function chain(cache: Freshet, versionOf: () => number) {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const read = (depth: number): Promise<number> => {
    const load = depth === 0 ? versionOf : () => read(depth - 1);
    const options = depth === 0 ? { ttl: 60, tags: ['root'] } : { ttl: 60 };
    return cache.getWithSWR(names[depth] ?? '', load, options);
  };
  return read;
}

describe.each(stores)('transitive invalidation on $name', (store) => {
  test.each(withControl({ flat: false }))('depth 4, by tag ($rule)', async ({ off, holds }) => {
    const cache = cacheOn(store, {}, off);
    let version = 1;
    const read = chain(cache, () => version);
    await read(4);
    version = 2;
    const wave = await cache.invalidateByTag('root');
    expect((await cache.get('e')) === null).toBe(holds);
    expect(wave.levels.map((level) => level.depth)).toEqual(holds ? [1, 2, 3, 4, 5] : [1]);
    expect(await read(4)).toBe(holds ? 2 : 1);
  });

  test.each(withControl({ flat: false }))(
    'an intermediate entry that expired does not break the chain ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, {}, off);
      await cache.set('leaf', 1, { ttl: 60, tags: ['t'] });
      await cache.getWithSWR('mid', () => cache.get('leaf'), { ttl: 0.02, swr: 0 });
      await cache.getWithSWR(
        'top',
        () => cache.getWithSWR('mid', () => cache.get('leaf'), { ttl: 0.02, swr: 0 }),
        { ttl: 60 },
      );
      await expect.poll(() => cache.get('mid')).toBeNull();
      await cache.invalidateByTag('t');
      expect((await cache.get('top')) === null).toBe(holds);
    },
  );

  test.each(withControl({ walkDeclared: false }))(
    'declared dependencies in a cycle: the wave ends, and reaches both ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, {}, off);
      await cache.set('x', 1, { ttl: 60, tags: ['t'], dependencies: ['y'] });
      await cache.set('y', 1, { ttl: 60, dependencies: ['x'] });
      const wave = await cache.invalidateByTag('t');
      expect(await cache.get('x')).toBeNull();
      expect((await cache.get('y')) === null).toBe(holds);
      expect(wave.invalidated).toBe(holds ? 2 : 1);
    },
  );

  test.each(withControl({ walkDeclared: false }))(
    'a declared dependent below an entry that is gone is reached ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, {}, off);
      await cache.set('mid', 1, { ttl: 60, tags: ['t'] });
      await cache.set('top', 1, { ttl: 60, dependencies: ['mid'] });
      await cache.invalidateByKey('unrelated');
      await cache.set('mid', 1, { ttl: 0.02, swr: 0, tags: ['t'] });
      await expect.poll(() => cache.get('mid')).toBeNull();
      await cache.invalidateByTag('t');
      expect((await cache.get('top')) === null).toBe(holds);
    },
  );

  test.each(withControl({ currentNested: false }))(
    'a parent is never built from a stale child ($rule)',
    async ({ off, holds }) => {
      const cache = cacheOn(store, {}, off);
      let version = 1;
      const child = () =>
        cache.getWithSWR('child', () => version, { ttl: 60, swr: 60, tags: ['t'] });
      await child();
      version = 2;
      await cache.invalidateByTag('t', { mode: 'soft' });
      const parent = await cache.getWithSWR('parent', child, { ttl: 60 });
      expect(parent).toBe(holds ? 2 : 1);
    },
  );

  test.each(withControl({ inheritRefs: false }))(
    'a page that began after the wave but was built from what the wave had yet to remove ($rule)',
    async ({ off, holds }) => {
      const mark = heldMarks(() => true);
      const cache = cacheOn(store, {}, off, mark);
      await cache.set('child', 1, { ttl: 60, tags: ['t'] });
      const wave = cache.invalidateByTag('t');
      await mark.reached.promise;
      const parentRead = gate();
      const parentMayEnd = gate();
      const parent = cache.getWithSWR(
        'parent',
        async () => {
          const value = await cache.get('child');
          parentRead.open();
          await parentMayEnd.promise;
          return value;
        },
        { ttl: 60 },
      );
      await parentRead.promise;
      mark.proceed.open();
      await wave;
      parentMayEnd.open();
      expect(await parent).toBe(1);
      expect((await cache.get('parent')) === null).toBe(holds);
    },
  );

  test.each(withControl({ twoPhases: false }))(
    'nothing is removed before every marker of the closure is set ($rule)',
    async ({ off, holds }) => {
      // Model D15: t marks c and x; a declares c; x reads a. Between the two marks x is loaded anew from the old a.
      const mark = heldMarks((guard) => guard === 'k:c');
      const cache = cacheOn(store, {}, off, mark);
      const loadX = () => cache.getWithSWR('x', () => cache.get('a'), { ttl: 60, tags: ['t'] });
      await cache.set('c', 1, { ttl: 60, tags: ['t'] });
      await cache.set('a', 1, { ttl: 60, dependencies: ['c'] });
      await loadX();
      const wave = cache.invalidateByTag('t');
      await mark.reached.promise;
      await loadX();
      mark.proceed.open();
      await wave;
      expect(await cache.get('a')).toBeNull();
      expect((await cache.get('x')) === null).toBe(holds);
    },
  );

  test('an entry that is loaded again from what hangs on itself, between the two cuts of a wave', async () => {
    // The simulator's find: d reads b, b declares d. The ref of d that comes with the old b tells it is behind the wave.
    const cut = heldCuts((key) => key === 'b');
    const cache = cacheOn(store, {}, {}, cut);
    await cache.set('b', 1, { ttl: 60, dependencies: ['d'] });
    const loadD = () => cache.getWithSWR('d', () => cache.get('b'), { ttl: 60 });
    await loadD();
    const wave = cache.invalidateByKey('d');
    await cut.reached.promise;
    expect(await loadD()).toBe(1);
    cut.proceed.open();
    await wave;
    expect(await cache.get('b')).toBeNull();
    expect(await cache.get('d')).toBeNull();
  });

  test('what was built from an absent key is invalidated with it', async () => {
    const cache = cacheOn(store);
    await cache.getWithSWR('page', async () => (await cache.get('missing')) ?? 'none', { ttl: 60 });
    expect(await cache.get('page')).toBe('none');
    await cache.invalidateByKey('missing');
    expect(await cache.get('page')).toBeNull();
  });

  test('one wave takes many targets, and a prefix', async () => {
    const cache = cacheOn(store);
    await cache.set('p:1', 1, { tags: ['a'] });
    await cache.set('p:2', 1, { tags: ['b'] });
    await cache.set('q*:1', 1);
    await cache.set('qx:1', 1);
    const wave = await cache.invalidate({ tags: ['a', 'b'], prefix: 'q*' });
    expect(wave.invalidated).toBe(3);
    expect(await cache.get('qx:1')).toBe(1);
    await expect(cache.invalidate({})).rejects.toMatchObject({ code: 'invalid-option' });
  });
});
