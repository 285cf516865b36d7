// A service with a spool, to be killed and started again.
import { createFreshet, type Freshet, type InvalidateResult } from '@/server/freshet';
import { serve } from './child';

let cache: Freshet<InvalidateResult>;

serve({
  open(input) {
    const { url, namespace, spoolDir } = input as Record<string, string>;
    cache = createFreshet({
      redis: url ?? '',
      namespace: namespace ?? '',
      sweeper: false,
      warmWorker: false,
      l1: {},
      ...(spoolDir === undefined ? {} : { spoolDir }),
    });
  },
  set: (input: { key: string; value: unknown; tags: string[] }) =>
    cache.set(input.key, input.value, { ttl: 600, tags: input.tags }),
  get: (key: string) => cache.get(key),
  read: (key: string) => cache.getWithSWR(key, () => 'from the origin', { ttl: 600 }),
  invalidate: (tag: string) => cache.invalidateByTag(tag),
  wave: (id: string) => cache.wave(id),
  health: () => cache.processHealth(),
});
