// P3: whatever happens to the backplane, L1 serves nothing that was invalidated more than the bound ago. Each case has its
// control, in which the rule that keeps the bound is switched off and the old value must still be there.
import { describe, expect, inject, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import type { BackplaneMessage, Store } from '@/server/engine/ports';
import type { Freshet } from '@/server/freshet';
import { deafProxy } from '../../support/deaf-proxy';
import { cacheOn } from '../../support/engine';
import { openClient, stores, uniqueNamespace, waitFor } from '../../support/redis';

const BOUND_MS = 400;
/** Timers and answers of a busy machine come late; nothing may be served so much later. */
const SLACK_MS = 100;
const l1 = { maxAgeMs: 60_000, maxStaleMs: BOUND_MS };

const l1Of = (cache: Freshet) => {
  const found = cache.processHealth().l1;
  if (found === null) throw new Error('this cache has no L1');
  return found;
};
async function bringIn(cache: Freshet, key: string): Promise<void> {
  await waitFor(`${key} in L1`, async () => {
    const before = l1Of(cache).hits;
    await cache.get(key);
    await cache.get(key);
    return l1Of(cache).hits > before;
  });
}
/** Reads until the value is gone; how long after now the last old one was served. */
async function lastServed(cache: Freshet, key: string, forMs: number): Promise<number> {
  const startedAt = performance.now();
  let last = 0;
  await waitFor(
    'the old value to be gone',
    async () => {
      const askedAt = performance.now() - startedAt;
      if ((await cache.get(key)) === null) return true;
      last = askedAt;
      return last > forMs;
    },
    { timeoutMs: forMs + 2000, everyMs: 2 },
  );
  return last;
}

/** A store that swallows cut messages while `lose()` says so. */
const losing = (lose: () => boolean) => (store: Store) => {
  const { onMessage } = store;
  return Object.assign(store, {
    onMessage: (listener: (message: BackplaneMessage) => void) =>
      onMessage((message) => {
        if (message.kind !== 'cut' || !lose()) listener(message);
      }),
  });
};
const withControl: { rule: string; off: Partial<Rules>; keeps: boolean }[] = [
  { rule: 'the protocol whole', off: {}, keeps: true },
  { rule: 'control: l1Lease off', off: { l1Lease: false }, keeps: false },
];

describe.each(stores)('the bound of L1 on $name', (store) => {
  test('a message that is lost is noticed by the next one, and L1 is emptied', async () => {
    const namespace = uniqueNamespace();
    let toLose = 1;
    const wrapStore = losing(() => toLose-- > 0);
    const long = { maxAgeMs: 60_000, maxStaleMs: 60_000 };
    const near = cacheOn(store, { namespace, l1: long }, {}, { wrapStore });
    const far = cacheOn(store, { namespace });
    await near.set('k', 'old', { ttl: 60, tags: ['t'] });
    await bringIn(near, 'k');
    await far.invalidateByTag('t');
    expect(await near.get('k')).toBe('old');
    await waitFor('the message to be lost', () => toLose <= 0);
    await far.invalidateByTag('elsewhere');
    await waitFor('the gap', () => l1Of(near).emptied.gap === 1);
    expect(await near.get('k')).toBeNull();
  });

  test('every message lost: what is invalidated is not served past the bound', async () => {
    const namespace = uniqueNamespace();
    const near = cacheOn(store, { namespace, l1 }, {}, { wrapStore: losing(() => true) });
    const far = cacheOn(store, { namespace });
    for (let i = 0; i < 3; i++) {
      await near.set('k', 'old', { ttl: 60, tags: ['t'] });
      await bringIn(near, 'k');
      await far.invalidateByTag('t');
      expect(await lastServed(near, 'k', 3 * BOUND_MS)).toBeLessThan(BOUND_MS + SLACK_MS);
    }
    const health = l1Of(near);
    expect(health.emptied.late).toBeGreaterThanOrEqual(3);
    expect(health.staleness.maxMs).toBeLessThanOrEqual(BOUND_MS);
  });
});

const [standalone] = stores;
if (standalone === undefined) throw new Error('no standalone store');

test.each(withControl)(
  'the store away and the backplane with it: L1 is not served past the bound ($rule)',
  async ({ off, keeps }) => {
    const namespace = uniqueNamespace();
    let away = false;
    const near = cacheOn(standalone, { namespace, l1 }, off, {
      wrapStore: (store) => {
        const { namespaceState } = store;
        return Object.assign(losing(() => away)(store), {
          namespaceState: () =>
            away ? Promise.reject(new Error('away')) : namespaceState.call(store),
        });
      },
    });
    const far = cacheOn(standalone, { namespace });
    await near.set('k', 'old', { ttl: 60, tags: ['t'] });
    await bringIn(near, 'k');
    away = true;
    await far.invalidateByTag('t');
    const last = await lastServed(near, 'k', 3 * BOUND_MS);
    expect(last < BOUND_MS + SLACK_MS, `last served after ${last} ms`).toBe(keeps);
  },
);

test('subscriptions that went deaf without closing: the bound holds, and L1 serves again', async () => {
  const proxy = await deafProxy(inject('redisUrl'));
  const namespace = uniqueNamespace();
  const near = cacheOn(standalone, { redis: proxy.url, namespace, l1 });
  const far = cacheOn(standalone, { namespace });
  await near.set('k', 'old', { ttl: 60, tags: ['t'] });
  await bringIn(near, 'k');
  proxy.deafen();
  await far.invalidateByTag('t');
  expect(await lastServed(near, 'k', 3 * BOUND_MS)).toBeLessThan(BOUND_MS + SLACK_MS);
  await near.set('k', 'new', { ttl: 60 });
  await bringIn(near, 'k');
});

test('a subscription that is cut off is taken up again, and L1 starts anew', async () => {
  const near = cacheOn(standalone, { l1 });
  await near.set('k', 1, { ttl: 60 });
  await bringIn(near, 'k');
  const admin = openClient(inject('redisUrl'));
  const ids = String(await admin.call('CLIENT', 'LIST', 'TYPE', 'pubsub'));
  const channel = `b:${near.namespace}`;
  expect(ids).toContain('sub=1');
  // Others' subscriptions may go, too: all of them reconnect.
  await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
  await waitFor('the new beginning', () => l1Of(near).emptied.reconnected > 0);
  await waitFor(
    'the subscription',
    async () => Number((await admin.pubsub('NUMSUB', channel))[1]) === 1,
  );
  await bringIn(near, 'k');
});

test('a Redis that lost everything empties L1 within the bound', async () => {
  const near = cacheOn(standalone, { l1 });
  await near.set('k', 1, { ttl: 60 });
  await bringIn(near, 'k');
  await openClient(inject('redisUrl')).del(`n:${near.namespace}`, `e:${near.namespace}:k`);
  expect(await lastServed(near, 'k', 3 * BOUND_MS)).toBeLessThan(BOUND_MS + SLACK_MS);
});
