// A process of the fleet for multi-process tests: one cache, commanded by the test.
import type { Rules } from '@/server/engine/rules';
import type { Freshet } from '@/server/freshet';
import { assemble } from '@/server/redis/create';
import { emit, serve } from './child';
import { connectTo, type StoreAddress } from './redis-client';

let cache: Freshet;
let loads = 0;
let release: () => void = () => {};

serve({
  async open(input) {
    const { address, namespace, rules, leaseMs, waitMs } = input as {
      address: StoreAddress;
      namespace: string;
      rules?: Partial<Rules>;
      leaseMs?: number;
      waitMs?: number;
    };
    cache = assemble(
      {
        redis: connectTo(address),
        namespace,
        sweeper: false,
        ...(leaseMs === undefined ? {} : { leaseMs }),
        ...(waitMs === undefined ? {} : { waitMs }),
      },
      { rules: rules ?? {} },
    );
    await cache.ready();
  },
  /** `count` callers at once; the loader takes `loadMs` and counts itself. */
  async stampede(input) {
    const { key, count, loadMs } = input as { key: string; count: number; loadMs: number };
    const load = async () => {
      loads++;
      await new Promise((resolve) => setTimeout(resolve, loadMs));
      return `value of ${process.pid}`;
    };
    const values = await Promise.all(
      Array.from({ length: count }, () => cache.getWithSWR(key, load, { ttl: 60 })),
    );
    return { loads, values: [...new Set(values)] };
  },
  /** A load that tells when it began, and ends when told. */
  async slowLoad(input) {
    const { key, tags, value } = input as { key: string; tags: string[]; value: unknown };
    return cache.getWithSWR(
      key,
      async () => {
        emit('loading', key);
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return value;
      },
      { ttl: 60, tags },
    );
  },
  async release() {
    release();
  },
  async get(input) {
    return cache.get(input as string);
  },
});
