import { describe, expect, it } from 'vitest';
import type { Ref } from '../../../server/engine/entry';
import { addEntry, type TypeIndex } from '../../../server/engine/graph/type-index';
import { viewTypes } from '../../../server/engine/graph/type-view';

const ref = (guard: Ref['guard'], kind: Ref['kind'], depth = 1): Ref => ({
  guard,
  kind,
  depth,
  ref: 1,
  via: null,
});
const emptyIndex = (): TypeIndex => ({ types: new Map(), edges: new Map() });
const noTraffic = { families: new Map(), minutes: 5 };

describe('the graph of types', () => {
  it('adds up entries, stale ones and direct edges by kind', () => {
    const index = emptyIndex();
    addEntry(index, 'product:1', false, [ref('t:category:shoes', 'tag')]);
    addEntry(index, 'product:2', true, [ref('t:category:hats', 'tag'), ref('t:sale', 'tag')]);
    const list = [ref('k:product:1', 'captured'), ref('k:price:1', 'declared')];
    addEntry(index, 'list:1', false, [...list, ref('t:category:shoes', 'tag', 2)]);
    const family = {
      family: 'product',
      hits: 6,
      misses: 2,
      staleServes: 2,
      reloaded: 0,
      wasted: 0,
      loadTime: null,
      loads: 2,
    };
    const view = viewTypes(
      index,
      new Map([
        ['category', 2],
        ['sale', 1],
        ['unused', 3],
      ]),
      { families: new Map([['product', family]]), minutes: 5 },
      200,
    );
    const byId = new Map(view.nodes.map((node) => [node.id, node]));
    expect([...byId.keys()].sort()).toEqual([
      'tagfamily:category',
      'tagfamily:sale',
      'tagfamily:unused',
      'type:list',
      'type:price',
      'type:product',
    ]);
    expect(byId.get('type:product')).toMatchObject({
      kind: 'type',
      count: 2,
      stale: 1,
      fanOut: 1,
      hitRatio: 0.8,
      readsPerMin: 2,
    });
    expect(byId.get('tagfamily:category')).toMatchObject({ count: 2, fanOut: 2, hitRatio: null });
    expect(byId.get('type:price')).toMatchObject({ count: 0, fanOut: 1 });
    expect(view.edges.map((e) => `${e.source} ${e.target} ${e.kind} ${e.count}`).sort()).toEqual([
      'tagfamily:category type:product tag 2',
      'tagfamily:sale type:product tag 1',
      'type:price type:list declared 1',
      'type:product type:list captured 1',
    ]);
    expect(view).toMatchObject({ totalNodes: 6, totalEdges: 5, folded: [] });
  });

  it('folds the smallest types past the budget, with their edges', () => {
    const index = emptyIndex();
    for (let i = 0; i < 30; i++)
      for (let n = 0; n <= i; n++) addEntry(index, `type${i}:${n}`, false, [ref('t:all', 'tag')]);
    const view = viewTypes(index, new Map([['all', 1]]), noTraffic, 10);
    expect(view.nodes).toHaveLength(10);
    const fold = view.nodes.find((node) => node.kind === 'fold');
    expect(fold).toMatchObject({ id: 'fold:rest', count: 22 });
    expect(view.folded).toEqual([{ parent: 'types', hidden: 22, reason: 'budget' }]);
    expect(view.edges.reduce((sum, edge) => sum + edge.count, 0)).toBe(465);
    expect(view).toMatchObject({ totalNodes: 31, totalEdges: 465 });
  });
});
