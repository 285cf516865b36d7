import { describe, expect, test } from 'vitest';
import { confirmRules, confirmTier, defaultGuardrails } from '@/lib/confirm-ladder';
import { csvLine } from '@/lib/csv';
import { describeReason } from '@/lib/reason-words';
import { editDistance } from '@/server/queries/edit-distance';
import { namesInAddress } from '@/server/queries/names-in-address';

describe('why a page would change, in words', () => {
  test.each([
    [[], null, 'is itself what changes'],
    [['key:product:42'], 'captured', 'shows product 42'],
    [['key:product:42'], 'declared', 'is declared to depend on product 42'],
    [['tag:category:shoes'], 'tag', 'carries the tag category:shoes'],
    [
      ['key:product:42', 'key:listing:shoes:1'],
      'captured',
      'shows listing shoes:1, which shows product 42',
    ],
    [
      ['tag:category:shoes', 'key:product:42'],
      'captured',
      'shows product 42, which carries the tag category:shoes',
    ],
    [
      ['key:product:1', 'key:list', 'key:home'],
      'captured',
      'shows home, which hangs on product 1 through 1 more',
    ],
  ] as const)('%j by %s', (path, kind, words) => {
    expect(describeReason({ path: [...path], kind })).toBe(words);
  });
});

describe('the names that an address may hold', () => {
  test.each([
    ['https://shop.example/c/shoes?page=2', ['c/shoes', 'shoes']],
    ['/p/42', ['p/42', '42']],
    ['listing:shoes', ['listing:shoes']],
    ['https://shop.example/', []],
    ['/caf%C3%A9/%E0%A4%A', ['caf%C3%A9/%E0%A4%A', '%E0%A4%A', 'caf%C3%A9']],
    ['/caf%C3%A9', ['café']],
  ])('%s', (page, names) => {
    expect(namesInAddress(page)).toEqual(names);
  });
});

test('a protected tag asks for the scope, however few it reaches', () => {
  const rails = { ...defaultGuardrails, protectedTags: ['featured', 'category:*'] };
  const tier = (tags: string[]) =>
    confirmTier({ total: 1, mode: 'soft' }, confirmRules({ tags }, rails));
  expect(tier(['featured'])).toBe(3);
  expect(tier(['brand:x', 'category:shoes'])).toBe(3);
  // Control: its neighbours do not.
  expect(tier(['featured:not', 'brand:x'])).toBe(1);
});

test('a text that starts like a formula stays a text in a spreadsheet', () => {
  expect(csvLine(['=1+1', 'a,b', 'say "hi"', 7])).toBe(`'=1+1,"a,b","say ""hi""",7\r\n`);
});

test('typing mistakes are counted', () => {
  expect(editDistance('prodcut', 'product')).toBe(2);
  expect(editDistance('product', 'products')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('same', 'same')).toBe(0);
});
