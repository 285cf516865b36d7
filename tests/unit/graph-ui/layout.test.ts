import ELK from 'elkjs/lib/elk.bundled';
import { describe, expect, it } from 'vitest';
import { fromElkGraph, toElkGraph } from '@/components/graph/elk-graph';
import { openingOf } from '@/components/graph/opening';
import { sizeOfNode } from '@/components/graph/positions';
import { curveThrough, mergeRoutes, routeKey } from '@/components/graph/routes';
import { makeEdge, makeNode, makeView } from './sample-view';

describe('the layout', () => {
  it('places every node, dependencies left of their dependents, none over another', async () => {
    const view = makeView();
    const { positions } = fromElkGraph(await new ELK().layout(toElkGraph(view)));
    const boxes = view.nodes.map((node) => {
      const position = positions.get(node.id);
      if (position === undefined) throw new Error(`${node.id} has no place`);
      return { id: node.id, ...position, ...sizeOfNode(node.kind) };
    });
    for (const edge of view.edges) {
      const source = boxes.find((box) => box.id === edge.source);
      const target = boxes.find((box) => box.id === edge.target);
      expect((source?.x ?? 0) + (source?.width ?? 0)).toBeLessThan(target?.x ?? 0);
    }
    const overlaps = boxes.flatMap((a) =>
      boxes.filter(
        (b) =>
          a.id < b.id &&
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      ),
    );
    expect(overlaps).toEqual([]);
  });

  it('leads an edge that passes a column around the nodes in it', async () => {
    const view = makeView({
      nodes: ['key:a', 'key:b', 'key:c'].map((id) => makeNode(id)),
      edges: [
        makeEdge('key:a', 'key:b'),
        makeEdge('key:b', 'key:c'),
        makeEdge('key:a', 'key:c', 'declared'),
      ],
    });
    const { positions, routes } = fromElkGraph(await new ELK().layout(toElkGraph(view)));
    const bends = routes.get(routeKey('key:a', 'key:c')) ?? [];
    const b = positions.get('key:b');
    if (b === undefined) throw new Error('key:b has no place');
    expect(bends.length).toBeGreaterThan(0);
    const { width, height } = sizeOfNode('entry');
    const inNode = bends.filter(
      (point) =>
        point.x > b.x && point.x < b.x + width && point.y >= b.y && point.y <= b.y + height,
    );
    expect(inNode).toEqual([]);
  });
});

describe('routes after nodes were kept in place', () => {
  const key = routeKey('a', 'b');
  const fresh = {
    positions: new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 300, y: 0 }],
    ]),
    routes: new Map([[key, [{ x: 150, y: 40 }]]]),
  };
  const nothing = { positions: new Map(), routes: new Map() };

  it('move along when both ends moved alike, and are dropped when they did not', () => {
    const alike = new Map([
      ['a', { x: 10, y: 5 }],
      ['b', { x: 310, y: 5 }],
    ]);
    expect(mergeRoutes(nothing, fresh, alike).get(key)).toEqual([{ x: 160, y: 45 }]);
    const apart = new Map([
      ['a', { x: 10, y: 5 }],
      ['b', { x: 310, y: 90 }],
    ]);
    expect(mergeRoutes(nothing, fresh, apart).size).toBe(0);
  });

  it('stay as they were when their ends did not move', () => {
    const older = { positions: fresh.positions, routes: new Map([[key, [{ x: 150, y: -70 }]]]) };
    expect(mergeRoutes(older, fresh, fresh.positions).get(key)).toEqual([{ x: 150, y: -70 }]);
  });

  it('are drawn through every bend', () => {
    expect(
      curveThrough([
        { x: 0, y: 0 },
        { x: 100, y: 50 },
      ]),
    ).toBe('M0,0C50,0 50,50 100,50');
  });
});

describe('where the view opens', () => {
  const box = (id: string, x: number, y: number) => ({ id, x, y, width: 200, height: 60 });
  const size = { width: 1000, height: 600 };

  it('shows everything when that can be read', () => {
    const opening = openingOf([box('a', 0, 0), box('b', 400, 100)], null, size);
    expect(opening?.zoom).toBe(1);
    expect(opening?.x).toBe(200);
  });

  it('shows the surroundings of the focus, readable, when everything would be too small', () => {
    const tall = Array.from({ length: 80 }, (_, row) => box(`n${row}`, 300, row * 80));
    const focus = { ...box('focus', 0, 4000) };
    const opening = openingOf([...tall, focus], 'focus', size);
    if (opening === null) throw new Error('no opening');
    expect(opening.zoom).toBeGreaterThanOrEqual(0.55);
    const centerOnScreen = (focus.y + 30) * opening.zoom + opening.y;
    expect(centerOnScreen).toBeCloseTo(size.height / 2);
  });

  it('waits until the canvas has a size', () => {
    expect(openingOf([box('a', 0, 0)], null, { width: 0, height: 0 })).toBeNull();
  });
});
