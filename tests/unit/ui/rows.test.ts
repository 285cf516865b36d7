import { describe, expect, it } from 'vitest';
import { nextSort } from '@/components/shared/data-table-header';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { splitNew } from '@/components/shared/use-new-rows';

const self = (row: string) => row;

describe('a list that grows at the top', () => {
  it('keeps new rows apart, so that nothing moves under the pointer', () => {
    expect(splitNew(['d', 'c', 'b', 'a'], self, 'b')).toEqual({
      fresh: ['d', 'c'],
      shown: ['b', 'a'],
    });
  });

  it('shows everything when the row that was on top is gone', () => {
    expect(splitNew(['d', 'c'], self, 'a')).toEqual({ fresh: [], shown: ['d', 'c'] });
  });

  it('shows everything the first time', () => {
    expect(splitNew(['b', 'a'], self, null).shown).toEqual(['b', 'a']);
  });
});

describe('sorting by the header', () => {
  it('goes up, down, and back to the order in which the rows came', () => {
    const up = nextSort(null, 'members');
    const down = nextSort(up, 'members');
    expect([up, down, nextSort(down, 'members')]).toEqual([
      { id: 'members', desc: false },
      { id: 'members', desc: true },
      null,
    ]);
  });

  it('survives the address, and nonsense in the address is no sort', () => {
    expect(parseSort(writeSort({ id: 'members', desc: true }))).toEqual({
      id: 'members',
      desc: true,
    });
    expect(parseSort(writeSort(null))).toBeNull();
    expect(parseSort('members.sideways')).toBeNull();
  });
});
