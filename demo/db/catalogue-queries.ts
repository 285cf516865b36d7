// The shop's reads. Each function is one query.
import { sql } from 'kysely';
import type { ShopDatabase } from './open';

export interface ProductRow {
  id: number;
  sku: string;
  name: string;
  description: string;
  priceCents: number;
  stock: number;
  brand: { slug: string; name: string };
  category: { slug: string; name: string };
}
export interface CategoryRow {
  id: number;
  slug: string;
  name: string;
  parentSlug: string | null;
}
export interface IdPage {
  ids: number[];
  total: number;
}
export const PAGE_SIZE = 24;

export async function findProducts(
  database: ShopDatabase,
  ids: readonly number[],
): Promise<Map<number, ProductRow>> {
  const rows = await database.sql
    .selectFrom('product')
    .innerJoin('brand', 'brand.id', 'product.brand_id')
    .innerJoin('category', 'category.id', 'product.category_id')
    .select([
      'product.id',
      'product.sku',
      'product.name',
      'product.description',
      'product.price_cents as priceCents',
      'product.stock',
      'brand.slug as brandSlug',
      'brand.name as brandName',
      'category.slug as categorySlug',
      'category.name as categoryName',
    ])
    .where('product.id', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ brandSlug, brandName, categorySlug, categoryName, ...row }) => [
      row.id,
      {
        ...row,
        brand: { slug: brandSlug, name: brandName },
        category: { slug: categorySlug, name: categoryName },
      },
    ]),
  );
}

/** Products of a category and of all categories below it. */
export async function listCategoryProducts(
  database: ShopDatabase,
  categoryId: number,
  page: number,
): Promise<IdPage> {
  const rows = await database.sql
    .selectFrom('product')
    .innerJoin('category_path', 'category_path.category_id', 'product.category_id')
    .select(['product.id', sql<number>`count(*) over ()`.as('total')])
    .where('category_path.ancestor_id', '=', categoryId)
    .orderBy('product.rank')
    .orderBy('product.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

export async function listBrandProducts(
  database: ShopDatabase,
  brandId: number,
  page: number,
): Promise<IdPage> {
  const rows = await database.sql
    .selectFrom('product')
    .select(['id', sql<number>`count(*) over ()`.as('total')])
    .where('brand_id', '=', brandId)
    .orderBy('rank')
    .orderBy('id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

export async function searchProducts(database: ShopDatabase, text: string): Promise<IdPage> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await database.sql
    .selectFrom('product')
    .select(['id', sql<number>`count(*) over ()`.as('total')])
    .where(sql<boolean>`lower(name) like ${pattern} escape '\\'`)
    .orderBy('rank')
    .orderBy('id')
    .limit(PAGE_SIZE)
    .execute();
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

export async function listFeatured(database: ShopDatabase): Promise<number[]> {
  const rows = await database.sql
    .selectFrom('product')
    .select('id')
    .where('featured', 'is not', null)
    .orderBy('featured')
    .execute();
  return rows.map((row) => row.id);
}

/** All categories, parents before children. */
export async function listCategories(database: ShopDatabase): Promise<CategoryRow[]> {
  return await database.sql
    .selectFrom('category')
    .leftJoin('category as parent', 'parent.id', 'category.parent_id')
    .select(['category.id', 'category.slug', 'category.name', 'parent.slug as parentSlug'])
    .orderBy('category.id')
    .execute();
}

export async function findCategory(
  database: ShopDatabase,
  slug: string,
): Promise<CategoryRow | null> {
  const row = await database.sql
    .selectFrom('category')
    .leftJoin('category as parent', 'parent.id', 'category.parent_id')
    .select(['category.id', 'category.slug', 'category.name', 'parent.slug as parentSlug'])
    .where('category.slug', '=', slug)
    .executeTakeFirst();
  return row ?? null;
}

export async function listChildren(
  database: ShopDatabase,
  categoryId: number,
): Promise<{ slug: string; name: string }[]> {
  return await database.sql
    .selectFrom('category')
    .select(['slug', 'name'])
    .where('parent_id', '=', categoryId)
    .orderBy('id')
    .execute();
}

export async function findBrand(
  database: ShopDatabase,
  slug: string,
): Promise<{ id: number; slug: string; name: string } | null> {
  const row = await database.sql
    .selectFrom('brand')
    .select(['id', 'slug', 'name'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row ?? null;
}

export async function listBrands(
  database: ShopDatabase,
): Promise<{ slug: string; name: string }[]> {
  return await database.sql.selectFrom('brand').select(['slug', 'name']).orderBy('name').execute();
}
