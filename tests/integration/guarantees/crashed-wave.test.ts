// P4, I11: a wave whose process died is finished by another one, with the same sequence.
import { describe, expect, test } from 'vitest';
import type { Store } from '@/server/engine/ports';
import { cacheOn } from '../../support/engine';
import { stores, uniqueNamespace } from '../../support/redis';

/** A store that fails every step after the wave was opened, as if the process had died there. */
const diesAfterOpening = (store: Store): Store => {
  const die = () => Promise.reject(new Error('killed'));
  return Object.assign(store, {
    openWalk: undefined,
    mark: die,
    markAll: die,
    markAndCut: die,
    cut: die,
  });
};

describe.each(stores)('a crashed wave on $name', (store) => {
  test('is loud for its caller and finished from the journal', async () => {
    const namespace = uniqueNamespace();
    const dying = cacheOn(store, { namespace }, {}, { wrapStore: diesAfterOpening });
    const other = cacheOn(store, { namespace });
    await other.set('k', 'old', { ttl: 60, tags: ['t'] });
    const failed = await dying.invalidateByTag('t').catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'invalidation-incomplete',
      details: { roots: ['tag:t'] },
    });
    expect(await other.get('k')).toBe('old');
    await dying.close();
    await expect.poll(() => other.get('k'), { timeout: 15_000, interval: 100 }).toBeNull();
    await expect
      .poll(async () => (await other.waves()).waves.map((wave) => [wave.state, wave.attempts]))
      .toEqual([['complete', 2]]);
  });

  test('an event that is repeated starts one wave', async () => {
    const cache = cacheOn(store);
    await cache.set('product:1', 1, { ttl: 60 });
    const event = { type: 'updated', entity: 'product', id: 1, eventId: 'e1' };
    const first = await cache.handleDataChange(event);
    expect(first).toMatchObject({ invalidated: 1, duplicate: false });
    await cache.set('product:1', 2, { ttl: 60 });
    const second = await cache.handleDataChange(event);
    expect(second).toMatchObject({ id: first.id, duplicate: true });
    expect(await cache.get('product:1')).toBe(2);
  });
});
