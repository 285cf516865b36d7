import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ref } from '../../../server/engine/entry';
import { arrangeSelection } from '../../../server/engine/graph/arrange';
import { type EntryIndex, EntryIndexBuilder } from '../../../server/engine/graph/entry-index';
import { selectNodes } from '../../../server/engine/graph/select';
import { countSelection } from '../../../server/engine/graph/select-view';
import type { EntryState, Reach, SelectionTerm } from '../../../server/engine/types';

const ref = (guard: Ref['guard'], depth = 1): Ref => ({
  guard,
  kind: guard.startsWith('t:') ? 'tag' : 'captured',
  depth,
  ref: 1,
  via: null,
});
type Line = [key: string, state: EntryState, ...guards: Ref['guard'][]];
function indexOf(lines: readonly Line[], limits?: { entries: number; edges: number }): EntryIndex {
  const builder = new EntryIndexBuilder(limits);
  for (const [key, state, ...guards] of lines)
    builder.add(
      key,
      state,
      guards.map((guard) => ref(guard)),
    );
  return builder.build();
}
const term = (text: string, up: Reach = 0, down: Reach = 0): SelectionTerm => {
  const [method = '', ...rest] = text.split(':');
  return { method: method as SelectionTerm['method'], value: rest.join(':'), up, down };
};
const select = (index: EntryIndex, selection: SelectionTerm[][]) =>
  [...selectNodes(index, selection)].map((node) => index.ids[node] ?? '').sort();

const shop = indexOf([
  ['product:1', 'fresh', 't:category:shoes', 'k:price:1'],
  ['product:2', 'stale', 't:category:shoes'],
  ['listing:shoes', 'fresh', 'k:product:1', 'k:product:2'],
  ['home', 'loading', 'k:listing:shoes'],
]);

describe('what a selector means', () => {
  it.each([
    ['a tag alone', [[term('tag:category:shoes')]], ['tag:category:shoes']],
    [
      'one step downstream',
      [[term('tag:category:shoes', 0, 1)]],
      ['key:product:1', 'key:product:2', 'tag:category:shoes'],
    ],
    [
      'as far as edges lead',
      [[term('key:product:2', 0, 'all')]],
      ['key:home', 'key:listing:shoes', 'key:product:2'],
    ],
    [
      'upstream, and not what lies beside',
      [[term('key:product:1', 1)]],
      ['key:price:1', 'key:product:1', 'tag:category:shoes'],
    ],
    [
      'up and down from the named node only',
      [[term('key:listing:shoes', 1, 1)]],
      ['key:home', 'key:listing:shoes', 'key:product:1', 'key:product:2'],
    ],
    ['a state', [[term('state:stale')]], ['key:product:2']],
    ['a type: cached entries, not what is only named', [[term('type:price')]], []],
    [
      'both',
      [[term('tag:category:shoes', 0, 'all'), term('type:product')]],
      ['key:product:1', 'key:product:2'],
    ],
    ['either', [[term('key:home')], [term('state:stale')]], ['key:home', 'key:product:2']],
    [
      'the ways from one node to another',
      [[term('key:product:2', 0, 'all'), term('key:home', 'all')]],
      ['key:home', 'key:listing:shoes', 'key:product:2'],
    ],
    ['nothing of that name', [[term('key:nobody', 'all', 'all')]], []],
  ] as [string, SelectionTerm[][], string[]][])('%s', (_, selection, ids) =>
    expect(select(shop, selection)).toEqual(ids),
  );

  it('ends in circles', () => {
    const circle = indexOf([
      ['a', 'fresh', 'k:b'],
      ['b', 'fresh', 'k:a'],
    ]);
    expect(select(circle, [[term('key:a', 'all', 'all')]])).toEqual(['key:a', 'key:b']);
  });

  it('counts the whole, each part, and types', () => {
    const selection = [
      [term('tag:category:shoes', 0, 1), term('type:product')],
      [term('key:home')],
    ];
    expect(countSelection(shop, selection)).toEqual({
      total: 3,
      tags: 0,
      byType: [
        { type: 'product', count: 2 },
        { type: 'home', count: 1 },
      ],
      parts: [[3, 2], [1]],
      unseen: 0,
    });
  });

  it('says how many entries found no room in the index', () => {
    const lines = Array.from({ length: 30 }, (_, i): Line => [`p:${i}`, 'fresh']);
    expect(indexOf(lines, { entries: 10, edges: 100 }).unseen).toBe(20);
    expect(indexOf(lines).unseen).toBe(0);
  });
});

describe('what is drawn of a selection', () => {
  const large = indexOf([
    ...Array.from({ length: 400 }, (_, i): Line => [`product:${i}`, 'fresh', 't:all']),
    ...Array.from({ length: 90 }, (_, i): Line => [`listing:${i}`, 'stale', `k:product:${i}`]),
    ['home', 'fresh', 'k:listing:1', 'k:listing:2'],
  ]);
  const all = selectNodes(large, [[term('tag:all', 0, 'all')]]);

  it('gives every level its share, so that the far end is not pushed out by the near one', () => {
    const { shown, levelOf } = arrangeSelection(large, all, 60, () => 0);
    const counts = new Map<number, number>();
    for (const node of shown) counts.set(levelOf(node), (counts.get(levelOf(node)) ?? 0) + 1);
    expect(counts).toEqual(
      new Map([
        [0, 1],
        [1, 27],
        [2, 27],
        [3, 1],
      ]),
    );
  });

  it('keeps the busiest', () => {
    const { shown } = arrangeSelection(large, all, 60, (id) => (id === 'key:product:399' ? 9 : 0));
    expect(shown.map((node) => large.ids[node])).toContain('key:product:399');
    const without = arrangeSelection(large, all, 60, () => 0);
    expect(without.shown.map((node) => large.ids[node])).not.toContain('key:product:399');
  });

  it('never exceeds the budget and never loses a node, whatever is selected', () => {
    const line = fc.tuple(fc.nat(60), fc.nat(14), fc.array(fc.nat(60), { maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 20, max: 60 }),
        (lines, budget) => {
          const index = indexOf(
            lines.map(
              ([n, type, deps]): Line => [
                `t${type}:${n}`,
                'fresh',
                ...deps.map((dep) => `k:t${dep % 15}:${dep}` as const),
              ],
            ),
          );
          const nodes = Uint32Array.from(index.ids.keys());
          const { shown, folds, nodeOf } = arrangeSelection(index, nodes, budget, () => 0);
          expect(shown.length + folds.length).toBeLessThanOrEqual(budget);
          const hidden = folds.flatMap((fold) => fold.hidden);
          expect([...shown, ...hidden].sort((a, b) => a - b)).toEqual([...nodes]);
          for (const node of nodes) expect(nodeOf(node)).not.toBeNull();
        },
      ),
    );
  });
});
