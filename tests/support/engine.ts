// A cache built for a test in one readable line.
import { afterAll } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import type { Freshet } from '@/server/freshet';
import { assemble, type Internals, type PlainConfig } from '@/server/redis/create';
import { type StoreUnderTest, uniqueNamespace } from './redis';

const opened: Freshet[] = [];
afterAll(async () => {
  await Promise.all(opened.splice(0).map((cache) => cache.close()));
});

/** A cache of its own namespace (or of `namespace`, to have two clients on one cache), closed with the test file. */
export function cacheOn(
  store: StoreUnderTest,
  options: Partial<PlainConfig> = {},
  rules: Partial<Rules> = {},
  internals: Omit<Internals, 'rules'> = {},
): Freshet {
  const config: PlainConfig = {
    redis: store.connect(),
    namespace: uniqueNamespace(),
    sweeper: false,
    warmWorker: false,
    ...options,
  };
  return keepCache(assemble(config, { rules, ...internals }));
}

export function keepCache(cache: Freshet): Freshet {
  opened.push(cache);
  return cache;
}

/** A promise with its handles: for loaders that stop where the test wants them to. */
export function gate<T = void>(): {
  promise: Promise<T>;
  open: (value: T) => void;
  fail: (error: Error) => void;
} {
  let open: (value: T) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}
