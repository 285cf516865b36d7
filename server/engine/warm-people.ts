// Warming as people see and steer it: the queue, what it may load, and its limit.
import { FreshetError } from './errors';
import type { Store, WarmQueue, WarmQueueControl } from './ports';
import type { WarmingControl } from './types';
import { within } from './people/within';

export interface WarmingParts {
  queue: WarmQueue;
  store: Pick<Store, 'liveLoaders' | 'warmRegistry'>;
  /** Resolves when the store may be asked; rejects when every call must fail. */
  admitted(): Promise<void>;
}

/** Most loads per second that a limit can be set to. */
const MOST_PER_SECOND = 100_000;

export function createWarmingControl({ queue, store, admitted }: WarmingParts): WarmingControl {
  async function control(): Promise<WarmQueueControl> {
    await admitted();
    if (queue.control !== undefined) return queue.control;
    throw new FreshetError('invalid-option', 'this warm queue cannot be looked into');
  }
  return {
    async status() {
      const of = await control();
      const [counts, paused, perSecond, loaders, registry] = await Promise.all([
        queue.counts(),
        of.isPaused(),
        of.limit(),
        store.liveLoaders(),
        store.warmRegistry(),
      ]);
      const registered = [...registry].map(([key, entry]) => ({ key, ...entry }));
      return {
        ...counts,
        paused,
        perSecond,
        loaders: loaders.toSorted(),
        registered: registered.sort((a, b) => (a.key < b.key ? -1 : 1)),
      };
    },
    jobs: async (states, limit) => (await control()).jobs(states, limit),
    retry: async (id) => (await control()).retry(id),
    cancel: async (id) => (await control()).cancel(id),
    pause: async () => (await control()).pause(),
    resume: async () => (await control()).resume(),
    async limit(perSecond) {
      if (perSecond !== null) within('perSecond', perSecond, 1, MOST_PER_SECOND);
      await (await control()).setLimit(perSecond);
    },
  };
}
