import { expect, test } from 'vitest';
import { nearTags } from '@/server/queries/near-tags';

const known = [
  { tag: 'category:shoes', members: 9 },
  { tag: 'category:shirts', members: 4 },
  { tag: 'category:shoe', members: 0 },
  { tag: 'brand:acme-co', members: 2 },
  { tag: 'sku:41', members: 1 },
];
test.each([
  ['category:shoe', ['category:shoes']],
  ['Category/Shoes', ['category:shoes']],
  ['brand:acme_co', ['brand:acme-co']],
  ['categroy:shoes', ['category:shoes']],
  ['sku:97', []],
  ['entirely:different', []],
])('%s was meant as %j', (tag, near) => {
  expect(nearTags([tag], known).get(tag) ?? []).toEqual(near);
});
