import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readList } from '@/server/plans/read-list';

describe('a pasted or uploaded list', () => {
  test.each([
    ['one id a line', '1\n2\n3', { ids: ['1', '2', '3'], header: false, column: 'Column 1' }],
    ['Windows line ends and a mark', '\ufeff7\r\n8\r\n', { ids: ['7', '8'] }],
    ['a heading', 'sku\nA-1\nA-2', { ids: ['A-1', 'A-2'], header: true, column: 'sku' }],
    ['a heading that nobody knows', 'artikelnummer\n10\n11', { ids: ['10', '11'], header: true }],
    [
      'names first, ids found',
      'name,product_id\n"Shoe, red",42',
      { ids: ['42'], column: 'product_id' },
    ],
    ['semicolons', 'id;price\n1;9,90\n2;8,50', { ids: ['1', '2'], columns: ['id', 'price'] }],
    ['tabs', 'id\tprice\n1\t9.90', { ids: ['1'] }],
    ['quotes and blanks around', '" 5 "\n  6  ', { ids: ['5', '6'] }],
    ['empty lines between', '1\n\n\n2\n', { ids: ['1', '2'], blank: 0 }],
  ])('%s', (_what, text, expected) => {
    expect(readList(text)).toMatchObject({ errors: [], ...expected });
  });

  test('repeats and empty cells are counted, not guessed away', () => {
    const reading = readList('id,name\n1,a\n1,b\n,c\n2,d\n1,e');
    expect(reading).toMatchObject({ ids: ['1', '2'], rows: 4, duplicates: 2, blank: 1 });
  });

  test('another column is taken by its heading or its number', () => {
    const text = 'id,parent\n1,70\n2,80';
    expect(readList(text, 'parent').ids).toEqual(['70', '80']);
    expect(readList(text, '2').ids).toEqual(['70', '80']);
    expect(() => readList(text, 'colour')).toThrow('it has: id, parent');
  });

  test('what is wrong is told by line, with what to do', () => {
    const long = 'x'.repeat(301);
    const reading = readList(`name,id\na,1\nb\nc,${long}\nd,4`);
    expect(reading).toMatchObject({
      ids: ['1', '4'],
      errorCount: 2,
      errors: [
        { line: 3, problem: 'has no column id', fix: expect.stringContaining('2 cells') },
        { line: 4, problem: 'an id has at most 300 characters' },
      ],
    });
  });

  test('more than 10,000 ids are refused from that line on, and the list says so', () => {
    const ids = Array.from({ length: 10_003 }, (_, i) => `p${i}`);
    const reading = readList(['1', ...ids.slice(1), ids[1]].join('\n'));
    expect(reading.ids).toHaveLength(10_000);
    expect(reading).toMatchObject({
      rows: 10_004,
      duplicates: 1,
      errorCount: 1,
      errors: [{ line: 10_001, problem: expect.stringContaining('10,000') }],
    });
  });

  test.each([
    ['nothing', ' \n ', 'is empty'],
    ['UTF-16', '\u00001\u0000\n\u00002', 'CSV UTF-8'],
    ['an open quote', 'id\n"1\n2', 'cannot be read as CSV'],
  ])('%s is no list, and is told what to do', (_what, text, told) => {
    expect(() => readList(text)).toThrow(told);
  });

  test('whatever was written comes back, once each, in order', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,;"'._-]{0,10}[A-Za-z0-9]$/);
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 30 }), (ids) => {
        const text = ['id', ...ids.map((one) => `"${one.replaceAll('"', '""')}"`)].join('\n');
        expect(readList(text).ids).toEqual([...new Set(ids)]);
      }),
    );
  });
});
