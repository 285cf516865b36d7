// Reads of the shop: an address, the cached value behind it, the page around it.
import { CHANNEL } from '../cache/shop-cache';
import { findPagesShowing } from '../db/where-shown';
import type { Html } from './html';
import { document } from './layout';
import { brandPage, homePage, listingPage, notFoundPage, searchPage } from './pages/catalogue';
import { type ChangeResult, productPage } from './pages/product';
import { cacheStatus, createRequestLog, runLogged } from './request-log';
import type { Reply, Shop } from './shop';

interface Content {
  title: string;
  body: Html;
  /** The cached key the page stands on. */
  key: string | null;
  found?: boolean;
  department?: string;
  query?: string;
}

const missing = (what: string, key: string): Content => ({
  title: 'Not here',
  body: notFoundPage(what),
  key,
  found: false,
});

/** A page number from the address: 1 when absent, null when it is none. */
function pageOf(url: URL): number | null {
  const text = url.searchParams.get('page') ?? '1';
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null;
}

/** One spelling per search, so that two visitors who mean the same share an entry. */
export const normaliseQuery = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 60);

async function readChange(shop: Shop, id: number, url: URL): Promise<ChangeResult | null> {
  const receipt = shop.receipts.find(url.searchParams.get('receipt'));
  if (receipt?.productId !== id) return null;
  return {
    receipt,
    change: shop.changes.latestOf('product', String(id)),
    shownOn: await findPagesShowing(shop.database, id),
  };
}

async function readContent(shop: Shop, url: URL): Promise<Content | null> {
  const { families } = shop.cache;
  const [, section = '', name = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const page = pageOf(url);
  if (rest.length > 0 || page === null) return null;
  switch (section) {
    case '': {
      const at = { channel: CHANNEL };
      const view = await families.home.get(at);
      return { title: 'Welcome', body: homePage(view), key: families.home.keyOf(at) };
    }
    case 'c': {
      const at = { category: name, page };
      const key = families.listing.keyOf(at);
      const view = await families.listing.get(at);
      if (!view) return missing('No such category, or it has fewer pages.', key);
      const department = view.category.trail[0]?.slug ?? view.category.slug;
      return { title: view.category.name, body: listingPage(view), key, department };
    }
    case 'b': {
      const at = { slug: name, page };
      const key = families.brand.keyOf(at);
      const view = await families.brand.get(at);
      if (!view) return missing('No such brand, or it has fewer pages.', key);
      return { title: view.name, body: brandPage(view), key };
    }
    case 'search': {
      const query = normaliseQuery(url.searchParams.get('q') ?? '');
      if (query === '') return null;
      const view = await families.search.get({ query });
      return {
        title: `Search: ${query}`,
        body: searchPage(view),
        key: families.search.keyOf({ query }),
        query,
      };
    }
    case 'p': {
      if (!/^\d{1,9}$/.test(name)) return null;
      const id = Number(name);
      const key = families.product.keyOf({ id });
      const product = await families.product.get({ id });
      if (!product) return missing('This product is not sold here.', key);
      const category = await families.category.get({ slug: product.category.slug });
      const navigation = await families.navigation.get({ channel: CHANNEL });
      const body = productPage({
        product,
        category,
        categories: navigation.shelves,
        result: await readChange(shop, id, url),
        consoleUrl: shop.consoleUrl,
      });
      return { title: product.name, body, key, department: category?.trail[0]?.slug ?? '' };
    }
    default:
      return null;
  }
}

const otherwise: Content = {
  title: 'Not here',
  body: notFoundPage('There is no page at this address.'),
  key: null,
  found: false,
};

/** Serves one page of the shop, with what the cache did in the `Cache-Status` header. */
export async function readPage(shop: Shop, url: URL): Promise<Reply> {
  const log = createRequestLog();
  const startedAt = performance.now();
  return await runLogged(log, async () => {
    const content = (await readContent(shop, url)) ?? otherwise;
    const navigation = await shop.cache.families.navigation.get({ channel: CHANNEL });
    const status = content.key === null ? null : cacheStatus(log, content.key);
    const foot = {
      cacheStatus: status,
      queries: log.queries,
      durationMs: performance.now() - startedAt,
      consoleUrl: shop.consoleUrl,
    };
    const { title, body, department, query } = content;
    return {
      status: content.found === false ? 404 : 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-shop-queries': String(log.queries),
        ...(status !== null && { 'cache-status': status }),
      },
      body: document({ title, navigation, department, query, body, foot }),
    };
  });
}
