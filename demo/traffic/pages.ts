import { PAGE_SIZE, listBrands, listCategories } from '../db/catalogue-queries';
import type { ShopDatabase } from '../db/open';
import { createRandom } from '../db/random';
import { createZipf } from './zipf';

const searches = [
  'jacket',
  'runner',
  'lamp',
  'tent',
  'boot',
  'tee',
  'pan',
  'watch',
  'cream',
  'pro',
];
/** What visitors open, in shares of a hundred visits. */
const shares = { home: 12, listing: 36, product: 36, brand: 9, search: 7 };

/** Prices change where people look: among this many of the most visited products. */
const CHANGED_PRODUCTS = 100;

/** Fisher–Yates: popularity has nothing to do with the order of ids. */
function shuffle<T>(list: readonly T[], next: () => number): T[] {
  const result = [...list];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1));
    const [a, b] = [result[index], result[other]];
    if (a === undefined || b === undefined) continue;
    result[index] = b;
    result[other] = a;
  }
  return result;
}

/** Picks addresses as visitors would: few pages often, most rarely, the same ones in every run of the same seed. */
export async function createVisits(database: ShopDatabase, seed = 7) {
  const random = createRandom(seed);
  const products = await database.sql.selectFrom('product').select('id').orderBy('id').execute();
  const categories = await listCategories(database);
  const brands = await listBrands(database);
  const popular = shuffle(
    products.map((product) => product.id),
    random.next,
  );
  const zipfProduct = createZipf(popular.length, 1);
  const zipfChange = createZipf(CHANGED_PRODUCTS, 0.6);
  const zipfCategory = createZipf(categories.length, 0.8);
  const zipfBrand = createZipf(brands.length, 0.8);
  const zipfPage = createZipf(Math.ceil(products.length / 36 / PAGE_SIZE), 1.6);

  const pickProduct = () => popular[zipfProduct(random.next())] ?? 1;
  const pickChanged = () => popular[zipfChange(random.next())] ?? 1;
  function pickAddress(): string {
    const roll = random.next() * 100;
    if (roll < shares.home) return '/';
    if (roll < shares.home + shares.listing) {
      const slug = categories[zipfCategory(random.next())]?.slug ?? 'shoes';
      return `/c/${slug}?page=${zipfPage(random.next()) + 1}`;
    }
    if (roll < shares.home + shares.listing + shares.product) return `/p/${pickProduct()}`;
    if (roll < 100 - shares.search) return `/b/${brands[zipfBrand(random.next())]?.slug ?? ''}`;
    return `/search?q=${random.pick(searches)}`;
  }
  return { pickChanged, pickAddress, random };
}
