// The shop's cached pages and their parts. A loader reads other families; Freshet notes these reads as dependencies,
// so a changed product reaches every listing, brand page and homepage that shows it without a list kept by hand.
// Tags carry what a nested read cannot: which *set* of products a page shows (`listing:…`, `range:…`, `featured`).
import type { Freshet } from '@/server/freshet';
import {
  type ProductRow,
  PAGE_SIZE,
  findBrand,
  findCategory,
  findProducts,
  listBrandProducts,
  listBrands,
  listCategories,
  listCategoryProducts,
  listChildren,
  listFeatured,
  searchProducts,
} from '../db/catalogue-queries';
import type { ShopDatabase } from '../db/open';
import { createBatch } from './batch';

export interface Named {
  slug: string;
  name: string;
}
export interface CategoryView extends Named {
  id: number;
  /** From the department down, without itself. */
  trail: Named[];
  children: Named[];
}
export interface ListingView {
  category: CategoryView;
  page: number;
  pages: number;
  total: number;
  products: ProductRow[];
}
export interface BrandView extends Named {
  page: number;
  pages: number;
  total: number;
  products: ProductRow[];
}
export interface SearchView {
  query: string;
  total: number;
  products: ProductRow[];
}
export interface NavigationView {
  departments: (Named & { groups: Named[] })[];
  /** Categories that hold products themselves. */
  shelves: Named[];
  brands: Named[];
}
export interface HomeView {
  featured: ProductRow[];
  navigation: NavigationView;
}

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / PAGE_SIZE));

/** Defines the families on a cache. Parameters arrive as text, as they stand in the key. */
export function defineFamilies(cache: Freshet, database: ShopDatabase) {
  const loadProduct = createBatch((ids: readonly number[]) => findProducts(database, ids));

  const product = cache.define('product', {
    key: 'product:{id}',
    ttl: 3600,
    swr: 60,
    load: async ({ id }) => await loadProduct(Number(id)),
    tags: (_, value) =>
      value ? [`category:${value.category.slug}`, `brand:${value.brand.slug}`] : [],
    cacheNull: true,
    onInvalidate: 'hard',
    warm: 'registered',
  });

  const readProducts = async (ids: readonly number[]): Promise<ProductRow[]> =>
    (await Promise.all(ids.map((id) => product.get({ id })))).filter((row) => row !== null);

  const category = cache.define('category', {
    key: 'category:{slug}',
    ttl: 86_400,
    swr: 600,
    load: async ({ slug }): Promise<CategoryView | null> => {
      const row = await findCategory(database, slug);
      if (!row) return null;
      const parent = row.parentSlug === null ? null : await category.get({ slug: row.parentSlug });
      const trail = parent ? [...parent.trail, { slug: parent.slug, name: parent.name }] : [];
      return {
        id: row.id,
        slug,
        name: row.name,
        trail,
        children: await listChildren(database, row.id),
      };
    },
    tags: (_, value) => (value?.children ?? []).map((child) => `category:${child.slug}`),
    cacheNull: true,
  });

  const listing = cache.define('listing', {
    key: 'listing:{category}:{page}',
    ttl: 900,
    swr: 60,
    load: async (at): Promise<ListingView | null> => {
      const page = Number(at.page);
      const node = await category.get({ slug: at.category });
      if (!node) return null;
      const { ids, total } = await listCategoryProducts(database, node.id, page);
      if (ids.length === 0 && page > 1) return null;
      return {
        category: node,
        page,
        pages: pagesOf(total),
        total,
        products: await readProducts(ids),
      };
    },
    tags: (at) => [`listing:${at.category}`],
    onInvalidate: 'hard',
    warm: 'hot',
  });

  const brand = cache.define('brand', {
    key: 'brand:{slug}:{page}',
    ttl: 900,
    swr: 60,
    load: async (at): Promise<BrandView | null> => {
      const page = Number(at.page);
      const row = await findBrand(database, at.slug);
      if (!row) return null;
      const { ids, total } = await listBrandProducts(database, row.id, page);
      if (ids.length === 0 && page > 1) return null;
      return {
        slug: row.slug,
        name: row.name,
        page,
        pages: pagesOf(total),
        total,
        products: await readProducts(ids),
      };
    },
    tags: ({ slug }) => [`brand:${slug}`, `range:${slug}`],
    warm: 'registered',
  });

  const search = cache.define('search', {
    key: 'search:{query}',
    ttl: 300,
    swr: 30,
    load: async ({ query }): Promise<SearchView> => {
      const { ids, total } = await searchProducts(database, query);
      return { query, total, products: await readProducts(ids) };
    },
    tags: () => ['search', 'product'],
    // Results may be a moment behind: served stale at once and refreshed behind the visitor.
    onInvalidate: 'soft',
  });

  const navigation = cache.define('navigation', {
    key: 'navigation:{channel}',
    ttl: 86_400,
    swr: 600,
    load: async (): Promise<NavigationView> => {
      const rows = await listCategories(database);
      const below = (slug: string | null) => rows.filter((row) => row.parentSlug === slug);
      const departments = below(null).map(({ slug, name }) => ({
        slug,
        name,
        groups: below(slug).map((group) => ({ slug: group.slug, name: group.name })),
      }));
      const shelves = rows
        .filter(({ slug }) => below(slug).length === 0)
        .map(({ slug, name }) => ({ slug, name }));
      return { departments, shelves, brands: await listBrands(database) };
    },
    tags: (_, value) => [
      ...value.departments.flatMap(({ slug, groups }) => [
        `category:${slug}`,
        ...groups.map((group) => `category:${group.slug}`),
      ]),
      ...value.shelves.map(({ slug }) => `category:${slug}`),
      ...value.brands.map(({ slug }) => `brand:${slug}`),
    ],
    warm: 'hot',
  });

  const home = cache.define('home', {
    key: 'home:{channel}',
    ttl: 600,
    swr: 60,
    load: async ({ channel }): Promise<HomeView> => ({
      featured: await readProducts(await listFeatured(database)),
      navigation: await navigation.get({ channel }),
    }),
    tags: () => ['featured'],
    onInvalidate: 'hard',
    warm: 'hot',
  });

  return { product, category, listing, brand, search, navigation, home };
}
export type ShopFamilies = ReturnType<typeof defineFamilies>;
