import { describe, expect, it } from 'vitest';
import { toElkGraph } from '@/components/graph/elk-graph';
import { toFlowEdges, toFlowNodes } from '@/components/graph/graph-flow';
import { indexGraph, relateNodes } from '@/components/graph/graph-index';
import { isUnknownFocus, placeOfFold, summaryWords } from '@/components/graph/graph-summary';
import { stepFrom } from '@/components/graph/walk';
import { makeEdge, makeNode, makeView } from './sample-view';

const positions = new Map([
  ['tag:category:shoes', { x: 0, y: 40 }],
  ['key:product:1', { x: 300, y: 0 }],
  ['key:product:2', { x: 300, y: 90 }],
  ['key:listing:shoes', { x: 600, y: 40 }],
  ['key:home', { x: 900, y: 40 }],
  ['key:brand:x', { x: 0, y: 200 }],
]);

describe('from the view to what is drawn', () => {
  it('exactly one node is in the tab order, and each is named in words', () => {
    const nodes = toFlowNodes(makeView(), {
      positions,
      relations: new Map(),
      tabStop: 'key:product:1',
    });
    expect(nodes.filter((node) => node.domAttributes?.tabIndex === 0).map((n) => n.id)).toEqual([
      'key:product:1',
    ]);
    expect(nodes[1]?.ariaLabel).toBe(
      'Entry product:1, fresh, time to live 1 min, 3/min read, 1 direct dependent',
    );
  });

  it('highlights the edges on the paths through the selected node and no others', () => {
    const view = makeView();
    const relations = relateNodes(indexGraph(view), 'key:listing:shoes');
    const related = toFlowEdges(view, relations, new Map()).map((edge) => edge.data?.related);
    expect(related).toEqual([true, true, true, true]);
    const product = relateNodes(indexGraph(view), 'key:product:1');
    expect(toFlowEdges(view, product, new Map()).map((edge) => edge.data?.related)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('two edges of different kind between the same nodes stay two edges', () => {
    const view = makeView({
      edges: [
        makeEdge('key:product:1', 'key:home', 'declared'),
        makeEdge('key:product:1', 'key:home', 'captured'),
      ],
    });
    expect(new Set(toFlowEdges(view, new Map(), new Map()).map((edge) => edge.id)).size).toBe(2);
  });

  it('the layout gets every node and no edge that would make it fail', () => {
    const view = makeView({
      edges: [makeEdge('key:home', 'key:home'), makeEdge('key:home', 'key:gone')],
    });
    const graph = toElkGraph(view);
    expect(graph.children).toHaveLength(6);
    expect(graph.edges).toEqual([]);
  });
});

describe('arrow keys', () => {
  const index = indexGraph(makeView());
  it('left and right follow edges, to the nearest end', () => {
    expect(stepFrom(index, positions, 'key:product:1', 'ArrowRight')).toBe('key:listing:shoes');
    expect(stepFrom(index, positions, 'key:listing:shoes', 'ArrowLeft')).toBe('key:product:1');
    expect(stepFrom(index, positions, 'key:home', 'ArrowRight')).toBeNull();
  });
  it('up and down stay in the column', () => {
    expect(stepFrom(index, positions, 'key:product:1', 'ArrowDown')).toBe('key:product:2');
    expect(stepFrom(index, positions, 'key:product:1', 'ArrowUp')).toBeNull();
  });
});

describe('what is not drawn is said', () => {
  const fold = makeNode('fold:key:product:1', { kind: 'fold', count: 172 });
  const view = makeView({
    nodes: [...makeView().nodes, fold],
    edges: [...makeView().edges, makeEdge('key:product:1', fold.id)],
    totalNodes: 10_377,
    folded: [{ parent: 'key:product:1', hidden: 172, reason: 'fan-out' }],
  });
  it('counts nodes, not folded groups, as shown', () => {
    expect(summaryWords(view)).toBe('Showing 6 of 10,377 nodes');
    expect(summaryWords(makeView())).toBe('Showing all 6 nodes');
  });
  it('knows whose neighbours a folded group stands for', () => {
    expect(placeOfFold('fold:down:tag:category:shoes')).toEqual({
      parent: 'tag:category:shoes',
      side: 'downstream',
    });
    expect(placeOfFold('fold:up:key:home')).toEqual({ parent: 'key:home', side: 'upstream' });
    expect(placeOfFold('fold:down')).toEqual({ parent: null, side: 'downstream' });
    expect(placeOfFold('fold:rest')).toEqual({ parent: null, side: null });
  });
  it('tells a name that nothing is known of from one without dependents', () => {
    const lone = (more: Parameters<typeof makeNode>[1]) =>
      isUnknownFocus(makeView({ nodes: [makeNode('key:x', more)], edges: [] }));
    expect(lone({ state: 'missing', fanOut: 0 })).toBe(true);
    expect(lone({ state: 'fresh', fanOut: 0 })).toBe(false);
    expect(lone({ state: 'missing', fanOut: 3 })).toBe(false);
  });
});
