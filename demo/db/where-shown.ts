import { sql } from 'kysely';
import { PAGE_SIZE } from './catalogue-queries';
import type { ShopDatabase } from './open';

export interface ShownOn {
  product: string;
  listings: string[];
  brand: string;
  home: string | null;
}

/**
 * The addresses of all pages that show a product's price, worked out from the database alone, without the cache:
 * what a price change has to reach.
 */
export async function findPagesShowing(
  database: ShopDatabase,
  productId: number,
): Promise<ShownOn | null> {
  const product = await database.sql
    .selectFrom('product')
    .innerJoin('brand', 'brand.id', 'product.brand_id')
    .select([
      'product.rank',
      'product.category_id',
      'product.brand_id',
      'product.featured',
      'brand.slug',
    ])
    .where('product.id', '=', productId)
    .executeTakeFirst();
  if (!product) return null;
  const before = sql<boolean>`(product.rank, product.id) < (${product.rank}, ${productId})`;
  const ancestors = await database.sql
    .selectFrom('category_path as own')
    .innerJoin('category', 'category.id', 'own.ancestor_id')
    .where('own.category_id', '=', product.category_id)
    .select((eb) => [
      'category.slug',
      eb
        .selectFrom('product')
        .innerJoin('category_path', 'category_path.category_id', 'product.category_id')
        .whereRef('category_path.ancestor_id', '=', 'own.ancestor_id')
        .where(before)
        .select(sql<number>`count(*)`.as('n'))
        .as('ahead'),
    ])
    .orderBy('own.depth')
    .execute();
  const { ahead } = await database.sql
    .selectFrom('product')
    .where('brand_id', '=', product.brand_id)
    .where(before)
    .select(sql<number>`count(*)`.as('ahead'))
    .executeTakeFirstOrThrow();
  const pageAfter = (count: number) => Math.floor(count / PAGE_SIZE) + 1;
  return {
    product: `/p/${productId}`,
    listings: ancestors.map((row) => `/c/${row.slug}?page=${pageAfter(row.ahead ?? 0)}`),
    brand: `/b/${product.slug}?page=${pageAfter(ahead)}`,
    home: product.featured === null ? null : '/',
  };
}
