// From an outbox row to the change event that the cache understands. A changed price needs no tag at all: the pages
// that show the product depend on it. Tags are for changes of *membership*: what a page lists, not what it shows.
import { z } from 'zod';
import type { ChangeEvent } from '@/server/freshet';
import type { ShopDatabase } from '../db/open';
import type { OutboxTable } from '../db/schema';

export type OutboxRow = Omit<OutboxTable, 'id'> & { id: number };

const productSchema = z.object({
  name: z.string(),
  priceCents: z.number(),
  stock: z.number(),
  brandId: z.number(),
  categoryId: z.number(),
  rank: z.number(),
  featured: z.number().nullable(),
});
type ProductState = z.infer<typeof productSchema>;

/** How the tags name a category's listings and a brand's range. */
export interface SetNames {
  /** Slugs of a category and all its ancestors. */
  listingsOf(categoryId: number): Promise<string[]>;
  brandOf(brandId: number): Promise<string | null>;
}

export function readSetNames(database: ShopDatabase): SetNames {
  return {
    async listingsOf(categoryId) {
      const rows = await database.sql
        .selectFrom('category_path')
        .innerJoin('category', 'category.id', 'category_path.ancestor_id')
        .select('category.slug')
        .where('category_path.category_id', '=', categoryId)
        .execute();
      return rows.map((row) => row.slug);
    },
    async brandOf(brandId) {
      const row = await database.sql
        .selectFrom('brand')
        .select('slug')
        .where('id', '=', brandId)
        .executeTakeFirst();
      return row?.slug ?? null;
    },
  };
}

const readState = (text: string | null): ProductState | null =>
  text === null ? null : productSchema.parse(JSON.parse(text));

async function tagsOfProductChange(
  before: ProductState | null,
  after: ProductState | null,
  names: SetNames,
): Promise<string[]> {
  const tags = new Set<string>();
  const appearedOrGone = before === null || after === null;
  const moved = (field: keyof ProductState) => appearedOrGone || before[field] !== after[field];
  const states = [before, after].filter((state) => state !== null);
  if (moved('categoryId') || moved('rank'))
    for (const state of states)
      for (const slug of await names.listingsOf(state.categoryId)) tags.add(`listing:${slug}`);
  if (moved('brandId') || moved('rank'))
    for (const state of states) {
      const slug = await names.brandOf(state.brandId);
      if (slug !== null) tags.add(`range:${slug}`);
    }
  if (moved('name') || moved('rank')) tags.add('search');
  if (moved('featured') && states.some((state) => state.featured !== null)) tags.add('featured');
  return [...tags];
}

/** `instance` names the filling of the database, so that ids of a deleted database are not taken for these. */
export async function toChangeEvent(
  row: OutboxRow,
  instance: string,
  names: SetNames,
): Promise<ChangeEvent> {
  const tags =
    row.entity === 'product'
      ? await tagsOfProductChange(readState(row.before), readState(row.after), names)
      : [];
  return {
    type: row.type,
    entity: row.entity,
    id: row.entity_id,
    ...(tags.length > 0 && { tags }),
    version: row.id,
    time: row.created_at_ms,
    eventId: `${instance}:${row.id}`,
  };
}
