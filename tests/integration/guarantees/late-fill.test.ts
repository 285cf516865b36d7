// P2: a load that began before the invalidation cannot leave old data behind. Each case runs with the protocol whole
// and with the rule that carries it switched off; then the old value must be found, or the case could not fail.
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import { cacheOn } from '../../support/engine';
import { stores, waitFor } from '../../support/redis';
import { versionedRow } from '../../support/versioned';

const cases: readonly { rule: string; off: Partial<Rules>; left: 1 | null }[] = [
  { rule: 'the protocol whole', off: {}, left: null },
];
const withControl = (off: Partial<Rules>) => [
  ...cases,
  { rule: `control: ${Object.keys(off).join()} off`, off, left: 1 as const },
];

describe.each(stores)('late fill on $name', (store) => {
  test.each(withControl({ fence: false }))('by key ($rule)', async ({ off, left }) => {
    const cache = cacheOn(store, {}, off);
    const row = versionedRow();
    const loading = cache.getWithSWR('k', row.slowLoad, { ttl: 60 });
    await row.hasRead();
    row.version = 2;
    await cache.invalidateByKey('k');
    row.release();
    expect(await loading).toBe(1);
    expect(await cache.get('k')).toBe(left);
  });

  test.each(withControl({ checkMarkers: false }))('by tag ($rule)', async ({ off, left }) => {
    const cache = cacheOn(store, {}, off);
    const row = versionedRow();
    const loading = cache.getWithSWR('k', row.slowLoad, { ttl: 60, tags: ['t'] });
    await row.hasRead();
    row.version = 2;
    await cache.invalidateByTag('t');
    row.release();
    expect(await loading).toBe(1);
    expect(await cache.get('k')).toBe(left);
  });

  test.each(withControl({ sequenceFirst: false }))(
    'when the sequence is read after the data ($rule)',
    async ({ off, left }) => {
      const cache = cacheOn(store, {}, off);
      const row = versionedRow();
      const loading = cache.getWithSWR('k', row.slowLoad, { ttl: 60, tags: ['t'] });
      await row.hasRead();
      await cache.invalidateByTag('t');
      row.release();
      await loading;
      expect(await cache.get('k')).toBe(left);
    },
  );

  test.each(withControl({ checkMarkers: false }))(
    'by a dependency that the loader read through the cache ($rule)',
    async ({ off, left }) => {
      const cache = cacheOn(store, {}, off);
      const row = versionedRow();
      await cache.set('child', 1, { ttl: 60, tags: ['t'] });
      const loading = cache.getWithSWR(
        'parent',
        async () => {
          await cache.get('child');
          return row.slowLoad();
        },
        { ttl: 60 },
      );
      await row.hasRead();
      await cache.invalidateByTag('t');
      row.release();
      await loading;
      expect(await cache.get('parent')).toBe(left);
    },
  );

  test.each(withControl({ fence: false }))(
    'through a refresh behind a stale value ($rule)',
    async ({ off, left }) => {
      const cache = cacheOn(store, {}, off);
      const row = versionedRow();
      await cache.set('k', 0, { ttl: 60, swr: 60 });
      await cache.invalidateByKey('k', { mode: 'soft' });
      expect(await cache.getWithSWR('k', row.slowLoad, { ttl: 60, swr: 60 })).toBe(0);
      await row.hasRead();
      row.version = 2;
      await cache.invalidateByKey('k');
      const refreshed = new Promise((resolve) => cache.on('load', resolve));
      row.release();
      await refreshed;
      expect(await cache.get('k')).toBe(left);
    },
  );

  test.each(withControl({ fence: false }))('through a warm ($rule)', async ({ off, left }) => {
    const cache = cacheOn(store, { warmWorker: true }, off);
    const row = versionedRow();
    const page = cache.define('page', { key: 'page:{id}', load: row.slowLoad, warm: 'registered' });
    const key = page.keyOf({ id: 1 });
    const job = await cache.warm([key]);
    await row.hasRead();
    row.version = 2;
    await cache.invalidateByKey(key);
    row.release();
    await waitFor('the warm to end', async () => (await cache.warmJob(job.id))?.report);
    expect(await cache.get(key)).toBe(left);
  });

  test.each([
    { rule: 'the protocol whole', off: {}, kept: 5 },
    { rule: 'control: fence off', off: { fence: false }, kept: 1 },
  ])('a load that runs cannot overwrite a plain set ($rule)', async ({ off, kept }) => {
    const cache = cacheOn(store, {}, off);
    const row = versionedRow();
    const loading = cache.getWithSWR('k', row.slowLoad, { ttl: 60 });
    await row.hasRead();
    // It takes over the lease: it is newer than what the load has read.
    expect(await cache.set('k', 5, { ttl: 60 })).toBe(true);
    row.release();
    expect(await loading).toBe(1);
    expect(await cache.get('k')).toBe(kept);
  });
});
