import { createFreshet, type Freshet } from '@/server/freshet';
import type { ShopDatabase } from '../db/open';
import { type ShopFamilies, defineFamilies } from './families';

export interface ShopCache {
  cache: Freshet;
  families: ShopFamilies;
}
export const CHANNEL = 'web';
const topCategories = ['shoes', 'clothing', 'outdoor', 'home', 'electronics', 'beauty'];

/** The cache as a service sets it up: connect, define families. Background work only in the processes meant for it. */
export function openShopCache(
  options: { redisUrl: string; namespace: string; background: boolean },
  database: ShopDatabase,
): ShopCache {
  const cache = createFreshet({
    redis: options.redisUrl,
    namespace: options.namespace,
    warmWorker: options.background,
    sweeper: options.background,
  });
  return { cache, families: defineFamilies(cache, database) };
}

/** Pages that must never meet a visitor cold: the homepage and the first page of each department. */
export function warmPages({ families }: ShopCache): { family: string; key: string }[] {
  const at = { channel: CHANNEL };
  return [
    { family: 'navigation', key: families.navigation.keyOf(at) },
    { family: 'home', key: families.home.keyOf(at) },
    ...topCategories.map((category) => ({
      family: 'listing',
      key: families.listing.keyOf({ category, page: 1 }),
    })),
  ];
}

export async function registerWarmPages(shop: ShopCache): Promise<void> {
  for (const { family, key } of warmPages(shop))
    await shop.cache.registerForWarming(family, key, family);
}

/** A database that was filled anew shares nothing with what an older one left in the cache. */
export async function forgetOldShop({ cache }: ShopCache): Promise<void> {
  for (const family of ['product', 'category', 'listing', 'brand', 'search', 'navigation', 'home'])
    await cache.invalidate({ prefix: `${family}:` }, { reason: 'The shop database is new' });
}
