// The caches that Freshet is compared with, each behind the same few verbs and used as its own documentation says.
// `tier`: 'l2' = Redis only, 'l1' = in-process first, Redis behind it.
import KeyvRedis from '@keyv/redis';
import { createCache as createDedupe } from 'async-cache-dedupe';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisBusDriver, redisDriver } from 'bentocache/drivers/redis';
import { createCache } from 'cache-manager';
import { Cacheable } from 'cacheable';
import { Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { GroupLoader, Loader, RedisCache, RedisGroupCache } from 'layered-loader';

const HOUR_MS = 3_600_000;
const L1_ITEMS = 10_000;

/**
 * @typedef {object} Peer
 * @property {(key: string, load: () => Promise<unknown>, tags?: string[]) => Promise<unknown>} read through the cache
 * @property {(key: string) => Promise<unknown>} invalidateKey
 * @property {((tag: string) => Promise<unknown>) | null} invalidateTag null: it has none
 * @property {() => Promise<unknown>} close
 */
/** @typedef {{ url: string, namespace: string, tier: 'l1' | 'l2' }} Where */

/** @type {Record<string, (where: Where) => Promise<Peer>>} */
export const peers = {
  async bentocache({ url, namespace, tier }) {
    const connection = clientOf(url);
    const store = bentostore().useL2Layer(redisDriver({ connection }));
    if (tier === 'l1')
      store
        .useL1Layer(memoryDriver({ maxItems: L1_ITEMS }))
        .useBus(redisBusDriver({ connection: clientOf(url).options }));
    const cache = new BentoCache({ default: 'main', prefix: namespace, stores: { main: store } });
    return {
      read: (key, load, tags) =>
        cache.getOrSet({ key, ttl: '1h', factory: load, ...(tags && { tags }) }),
      invalidateKey: (key) => cache.delete({ key }),
      invalidateTag: (tag) => cache.deleteByTag({ tags: [tag] }),
      close: () => cache.disconnectAll(),
    };
  },

  async 'layered-loader'({ url, namespace, tier }) {
    const client = clientOf(url);
    const shared = {
      ...(tier === 'l1' && {
        inMemoryCache: { cacheType: 'lru-map', ttlInMsecs: HOUR_MS, maxItems: L1_ITEMS },
      }),
      dataSourceGetOneFn: ({ load }) => load(),
      cacheKeyFromLoadParamsResolver: ({ key }) => key,
    };
    const settings = { json: true, ttlInMsecs: HOUR_MS, prefix: `${namespace}:k` };
    const loader = new Loader({ ...shared, asyncCache: new RedisCache(client, settings) });
    // A group is its nearest thing to a tag: one per entry.
    const groups = new GroupLoader({
      ...shared,
      ...(tier === 'l1' && {
        inMemoryCache: {
          cacheType: 'lru-map',
          ttlInMsecs: HOUR_MS,
          maxGroups: 100,
          maxItemsPerGroup: L1_ITEMS,
        },
      }),
      asyncCache: new RedisGroupCache(client, { ...settings, prefix: `${namespace}:g` }),
      dataSources: [{ name: 'load', getFromGroup: ({ load }) => load() }],
    });
    return {
      read: (key, load, tags) =>
        tags?.[0] ? groups.get({ key, load }, tags[0]) : loader.get({ key, load }),
      invalidateKey: (key) => loader.invalidateCacheFor(key),
      invalidateTag: (tag) => groups.invalidateCacheForGroup(tag),
      close: async () => client.disconnect(),
    };
  },

  async 'async-cache-dedupe'({ url, namespace, tier }) {
    const client = clientOf(url);
    const storage =
      tier === 'l1'
        ? { type: 'memory', options: { size: L1_ITEMS, invalidation: true } }
        : { type: 'redis', options: { client, invalidation: { referencesTTL: 3600 } } };
    const cache = createDedupe({ ttl: 3600, storage });
    cache.define(
      `${namespace}-read`,
      {
        serialize: ({ key }) => key,
        references: ({ key, tags }) => [`key:${key}`, ...(tags ?? [])],
      },
      ({ load }) => load(),
    );
    return {
      read: (key, load, tags) => cache[`${namespace}-read`]({ key, load, tags }),
      invalidateKey: (key) => cache.invalidateAll(`key:${key}`),
      invalidateTag: (tag) => cache.invalidateAll(tag),
      close: async () => client.disconnect(),
    };
  },

  async cacheable({ url, namespace, tier }) {
    const redis = () => new Keyv({ store: new KeyvRedis(url), namespace });
    const cache = new Cacheable({
      ...(tier === 'l1' ? { secondary: redis() } : { primary: redis() }),
      ttl: HOUR_MS,
      tags: true,
    });
    return {
      async read(key, load, tags) {
        if (!tags) return cache.getOrSet(key, load, { ttl: HOUR_MS });
        // `getOrSet` takes no tags.
        const found = await cache.get(key);
        if (found !== undefined) return found;
        const value = await load();
        await cache.set(key, value, { ttl: HOUR_MS, tags });
        return value;
      },
      invalidateKey: (key) => cache.delete(key),
      invalidateTag: (tag) => cache.tags.invalidateTag(tag),
      close: () => cache.disconnect(),
    };
  },

  async 'cache-manager'({ url, namespace, tier }) {
    const redis = new Keyv({ store: new KeyvRedis(url), namespace });
    const cache = createCache({
      stores: tier === 'l1' ? [new Keyv(), redis] : [redis],
      ttl: HOUR_MS,
    });
    return {
      read: (key, load) => cache.wrap(key, load, HOUR_MS),
      invalidateKey: (key) => cache.del(key),
      invalidateTag: null,
      close: () => cache.disconnect(),
    };
  },

  /** What people write by hand: a SET of keys per tag, dependents one level deep, no lease. */
  async 'by hand'({ url, namespace, tier }) {
    const client = clientOf(url);
    const local = tier === 'l1' ? new Map() : null;
    const name = (kind, text) => `${namespace}:${kind}:${text}`;
    const remove = async (keys) => {
      for (const key of keys) local?.delete(key);
      const pipeline = client.pipeline();
      for (const key of keys) pipeline.unlink(name('e', key));
      await pipeline.exec();
    };
    return {
      async read(key, load, tags = []) {
        if (local?.has(key)) return local.get(key);
        const found = await client.get(name('e', key));
        if (found !== null) {
          const value = JSON.parse(found);
          local?.set(key, value);
          return value;
        }
        const value = await load();
        const pipeline = client.pipeline().set(name('e', key), JSON.stringify(value), 'EX', 3600);
        for (const tag of tags) pipeline.sadd(name('t', tag), key);
        await pipeline.exec();
        local?.set(key, value);
        return value;
      },
      async invalidateKey(key) {
        // An entry that was tagged with the key of what it shows: one level.
        await remove([key, ...(await client.smembers(name('t', key)))]);
      },
      async invalidateTag(tag) {
        await remove(await client.smembers(name('t', tag)));
      },
      close: async () => client.disconnect(),
    };
  },
};

/** @param {string} url */
function clientOf(url) {
  const client = new Redis(url);
  client.on('error', () => {});
  return client;
}
