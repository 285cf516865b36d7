// The promise under a bad network: replies lost, connections reset, stalled and half-open, between three caches and one
// Redis. Each fault comes and goes under load; the control runs the same load without the rules that close late fills.
import { afterAll, describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import { type FaultProxy, startFaultProxy } from '../../support/faults/fault-proxy';
import { report, unguarded } from '../../support/faults/report';
import { startLoad } from '../../support/faults/shop';
import { cacheOn } from '../../support/engine';
import {
  openClient,
  startRedis,
  type StoreUnderTest,
  stores,
  uniqueNamespace,
  waitFor,
} from '../../support/redis';

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Fault {
  name: string;
  strike(proxy: FaultProxy): Promise<void>;
}
const turns = (count: number, load: () => number) => {
  const from = load();
  return waitFor(`${count} more reads`, () => load() >= from + count, { timeoutMs: 20_000 });
};

describe.each(stores)('without faults, on $name', (store: StoreUnderTest) => {
  test.each([
    { rule: 'the protocol whole', rules: {}, holds: true },
    { rule: 'control: late fills not closed', rules: unguarded, holds: false },
  ])(
    'no reader sees an older version than was promised ($rule)',
    async ({ rules, holds }) => {
      const namespace = uniqueNamespace();
      const caches = [1, 2, 3].map(() => cacheOn(store, { namespace }, rules));
      const load = startLoad(caches, { seed: 1 });
      const { history } = load;
      await waitFor(
        holds ? 'enough reads' : 'the checker to see an old version',
        () =>
          holds
            ? history.reads > 4000 && history.invalidations > 200
            : history.violations.length > 0,
        { timeoutMs: 60_000 },
      );
      await load.stop();
      report(`no fault, ${store.name}${holds ? '' : ', control'}`, load, 0);
      expect(history.violations.length > 0).toBe(!holds);
      expect(load.errors).toEqual({});
    },
    90_000,
  );
});

describe('behind a network that fails, on standalone', () => {
  const faults: Fault[] = [
    {
      name: 'replies lost',
      strike: async (proxy) => proxy.set('drop-replies'),
    },
    { name: 'connections reset', strike: async (proxy) => proxy.reset() },
    { name: 'connections stalled', strike: async (proxy) => proxy.set('stall') },
    { name: 'connections half-open', strike: async (proxy) => proxy.set('half-open') },
  ];

  async function open(rules: Partial<Rules>) {
    const server = await startRedis();
    const namespace = uniqueNamespace();
    const proxies = await Promise.all([1, 2, 3].map(() => startFaultProxy(server.port)));
    closing.push(...proxies.map((proxy) => () => proxy.close()));
    const caches = proxies.map(({ url }) =>
      cacheOn(
        { name: 'standalone', address: { url }, connect: () => openClient(url) },
        { namespace, redis: url, commandTimeoutMs: 150, leaseMs: 500 },
        rules,
      ),
    );
    await Promise.all(caches.map((cache) => cache.ready()));
    return { proxies, caches };
  }

  test.each(faults)(
    '$name: no reader sees an older version, none hangs',
    async ({ name, strike }) => {
      const { proxies, caches } = await open({});
      const load = startLoad(caches, { seed: 7 });
      const reads = () => load.history.reads;
      await turns(300, reads);
      for (let round = 0; round < 4; round++) {
        for (const proxy of proxies) {
          await strike(proxy);
          // The other two caches and the origin carry the load meanwhile.
          await turns(150, reads);
          proxy.set('pass');
          await turns(150, reads);
        }
      }
      const invalidations = load.history.invalidations;
      await waitFor(
        'invalidations to go through again',
        () => load.history.invalidations > invalidations + 20,
        {
          timeoutMs: 20_000,
        },
      );
      await load.stop();
      report(
        name,
        load,
        proxies.reduce((sum, proxy) => sum + proxy.faults, 0),
      );
      expect(load.history.violations).toEqual([]);
      // Readers are answered from the origin while the store is away (`onStoreError: 'load'`).
      expect(load.errors).toEqual({});
    },
    120_000,
  );

  test('control: with late fills not closed the same load shows old versions', async () => {
    const { proxies, caches } = await open(unguarded);
    const load = startLoad(caches, { seed: 7 });
    for (const proxy of proxies) proxy.reset();
    await waitFor('the checker to see an old version', () => load.history.violations.length > 0, {
      timeoutMs: 60_000,
    });
    await load.stop();
    report(
      'network control',
      load,
      proxies.reduce((sum, proxy) => sum + proxy.faults, 0),
    );
  }, 90_000);
});
