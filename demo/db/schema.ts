import type { Generated } from 'kysely';

export interface CategoryTable {
  id: number;
  slug: string;
  name: string;
  parent_id: number | null;
}
/** Every category with every ancestor, itself included: a parent's listing shows its descendants' products. */
export interface CategoryPathTable {
  category_id: number;
  ancestor_id: number;
  depth: number;
}
export interface BrandTable {
  id: number;
  slug: string;
  name: string;
}
export interface ProductTable {
  id: number;
  sku: string;
  name: string;
  description: string;
  price_cents: number;
  stock: number;
  brand_id: number;
  category_id: number;
  /** Order in listings, best first. */
  rank: number;
  /** Place on the homepage; null = not featured. */
  featured: number | null;
}
/** Filled by triggers, in the transaction that changed the data. */
export interface OutboxTable {
  id: Generated<number>;
  entity: string;
  entity_id: string;
  type: string;
  /** JSON of what the row was and is; null when it did not exist or does no longer. */
  before: string | null;
  after: string | null;
  created_at_ms: number;
}
export interface ShopMetaTable {
  name: string;
  value: string;
}
export interface ShopSchema {
  category: CategoryTable;
  category_path: CategoryPathTable;
  brand: BrandTable;
  product: ProductTable;
  outbox: OutboxTable;
  shop_meta: ShopMetaTable;
}
