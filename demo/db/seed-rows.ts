// The shop's data as plain rows, made from one seed: same rows on every machine and in both databases.
import { createRandom } from './random';
import type { BrandTable, CategoryPathTable, CategoryTable, ProductTable } from './schema';
import { adjectives, brandNames, departments, series, slugOf } from './words';

export interface SeedRows {
  categories: CategoryTable[];
  paths: CategoryPathTable[];
  brands: BrandTable[];
  products: ProductTable[];
}

export const PRODUCT_COUNT = 5000;
const FEATURED_COUNT = 12;

function buildCategories() {
  const categories: CategoryTable[] = [];
  const paths: CategoryPathTable[] = [];
  /** Categories that hold products, with the words for their products. */
  const leaves: { id: number; nouns: readonly string[] }[] = [];
  function add(name: string, ancestors: readonly number[]): number {
    const id = categories.length + 1;
    categories.push({ id, slug: slugOf(name), name, parent_id: ancestors[0] ?? null });
    for (const [depth, ancestor] of [id, ...ancestors].entries())
      paths.push({ category_id: id, ancestor_id: ancestor, depth });
    return id;
  }
  for (const [department, groups] of Object.entries(departments)) {
    const departmentId = add(department, []);
    for (const [group, kinds] of Object.entries(groups)) {
      const groupId = add(group, [departmentId]);
      for (const [kind, nouns] of Object.entries(kinds))
        leaves.push({ id: add(kind, [groupId, departmentId]), nouns });
    }
  }
  return { categories, paths, leaves };
}

export function buildSeedRows(seed = 42): SeedRows {
  const random = createRandom(seed);
  const { categories, paths, leaves } = buildCategories();
  const brands = brandNames.map((name, index) => ({ id: index + 1, slug: slugOf(name), name }));
  const products = Array.from({ length: PRODUCT_COUNT }, (_, index): ProductTable => {
    const leaf = random.pick(leaves);
    const brand = random.pick(brands);
    const name = `${random.pick(adjectives)} ${random.pick(leaf.nouns)} ${random.pick(series)}`;
    return {
      id: index + 1,
      sku: `FR-${String(index + 1).padStart(5, '0')}`,
      name,
      description: `The ${name} by ${brand.name}: made to be used every day, repaired when it breaks, and kept for years.`,
      price_cents: random.between(9, 299) * 100 + random.pick([0, 50, 90, 99]),
      stock: random.between(0, 80),
      brand_id: brand.id,
      category_id: leaf.id,
      rank: random.between(1, 1_000_000),
      featured: null,
    };
  });
  for (let place = 1; place <= FEATURED_COUNT; ) {
    const product = random.pick(products);
    if (product.featured !== null) continue;
    product.featured = place++;
  }
  return { categories, paths, brands, products };
}
