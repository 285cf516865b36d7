// A namespace at the size the console is built for: products with ten tags each, pages that read ten products each.
import { createFreshet, type Freshet } from '../../server/freshet';
import type { Demo } from './sign-in';

export interface LargeShop {
  cache: Freshet;
  entries: number;
  edges: number;
  /** Changes a product by the engine, and reads it and a page of it again, `perSecond` times a second. */
  startWaves(perSecond: number): () => Promise<number>;
}

const TAGS = 10;
const READS = 10;
/** A tag as the busiest of a shop: several hundred members, and the pages that show them. */
const CATEGORIES = 200;
const AT_ONCE = 64;

/** `scale` 1 = 80,000 products and 20,000 pages: 100,000 entries with 1,000,000 direct edges. */
export async function fillLargeShop(demo: Demo, scale: number): Promise<LargeShop> {
  const cache = createFreshet({
    redis: demo.redisUrl,
    namespace: demo.namespace,
    sweeper: false,
    warmWorker: false,
    ttl: 86_400,
  });
  const products = Math.round(80_000 * scale);
  const pages = Math.round(20_000 * scale);
  const perCategory = Math.ceil(products / CATEGORIES);
  const tagsOf = (id: number) => [
    `category:${Math.floor(id / perCategory)}`,
    ...Array.from({ length: TAGS - 1 }, (_, i) => `facet${i}:${(id * (i + 3)) % 40}`),
  ];
  const setProduct = (id: number) =>
    cache.getWithSWR(`article:${id}`, () => ({ id, name: `Product ${id}` }), { tags: tagsOf(id) });
  // A page shows products of one category that lie side by side: what it inherits overlaps.
  const shownOn = (page: number) =>
    Array.from({ length: READS }, (_, i) => (page * 4 + i) % products);
  const readPage = (page: number) =>
    cache.getWithSWR(`page:${page}`, () => Promise.all(shownOn(page).map(setProduct)));

  await each(products, setProduct);
  await each(pages, readPage);
  return {
    cache,
    entries: products + pages,
    edges: products * TAGS + pages * READS,
    startWaves: (perSecond) =>
      pace(perSecond, async (turn) => {
        const page = (turn * 7) % pages;
        const [id = 0] = shownOn(page);
        await cache.handleDataChange({ type: 'updated', entity: 'article', id });
        await setProduct(id);
        await readPage(page);
      }),
  };
}

async function each(count: number, run: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Runs `turn` evenly so many times a second; what is returned stops it and tells how many turns were made. */
function pace(perSecond: number, turn: (n: number) => Promise<void>): () => Promise<number> {
  const begin = performance.now();
  let made = 0;
  let failed: Error | null = null;
  const running = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begin) / 1000) * perSecond);
    for (; made < due && running.size < AT_ONCE; made++) {
      const one = turn(made)
        .catch((error: unknown) => {
          failed ??= error instanceof Error ? error : new Error(String(error));
        })
        .finally(() => running.delete(one));
      running.add(one);
    }
  }, 10);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
    if (failed !== null) throw failed;
    return made;
  };
}
