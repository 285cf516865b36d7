import { describe, expect, it } from 'vitest';
import { indexGraph, reachFrom, relateNodes } from '@/components/graph/graph-index';
import { makeEdge, makeView } from './sample-view';

describe('what a selected node depends on and what depends on it', () => {
  it('reaches everything downstream, through any number of steps, and nothing beside it', () => {
    const index = indexGraph(makeView());
    expect([...reachFrom(index, 'tag:category:shoes', 'downstream')].sort()).toEqual([
      'key:home',
      'key:listing:shoes',
      'key:product:1',
    ]);
    expect([...reachFrom(index, 'key:listing:shoes', 'upstream')].sort()).toEqual([
      'key:product:1',
      'key:product:2',
      'tag:category:shoes',
    ]);
  });

  it('ends in a cycle, and a node in a cycle with the selected one is both', () => {
    const view = makeView();
    const index = indexGraph({
      ...view,
      edges: [...view.edges, makeEdge('key:home', 'key:product:1')],
    });
    const relations = relateNodes(index, 'key:product:1');
    expect(relations.get('key:home')).toBe('both');
    expect(relations.get('key:product:1')).toBe('selected');
    expect(relations.get('tag:category:shoes')).toBe('upstream');
  });

  it('relates nothing when the selected node is not in the view', () => {
    expect(relateNodes(indexGraph(makeView()), 'key:gone').size).toBe(0);
    expect(relateNodes(indexGraph(makeView()), null).size).toBe(0);
  });

  it('ignores an edge to a node that the server did not send', () => {
    const view = makeView();
    const index = indexGraph({ ...view, edges: [makeEdge('key:home', 'key:unknown')] });
    expect(reachFrom(index, 'key:home', 'downstream').size).toBe(0);
  });
});
