import { describe, expect, it } from 'vitest';
import {
  mergePositions,
  type Position,
  ROW_GAP,
  rememberPositions,
} from '@/components/graph/positions';

const box = (id: string) => ({ id, height: 60 });
const at = (entries: Record<string, [number, number]>): Map<string, Position> =>
  new Map(Object.entries(entries).map(([id, [x, y]]) => [id, { x, y }]));

describe('positions across refreshes', () => {
  const known = at({ a: [0, 0], b: [300, 0], c: [300, 80], d: [600, 0] });

  it('a node that was there does not move when another one comes', () => {
    const fresh = at({ a: [0, 40], b: [300, 0], c: [300, 160], new: [300, 80], d: [600, 40] });
    const merged = mergePositions(known, fresh, ['a', 'b', 'c', 'd', 'new'].map(box));
    for (const id of ['a', 'b', 'c', 'd']) expect(merged.get(id)).toEqual(known.get(id));
  });

  it('a new node gets a free place in its column, overlapping nothing', () => {
    const fresh = at({ a: [0, 0], b: [300, 0], c: [300, 80], new: [300, 20], d: [600, 0] });
    const merged = mergePositions(known, fresh, ['a', 'b', 'c', 'd', 'new'].map(box));
    const place = merged.get('new');
    expect(place?.x).toBe(300);
    for (const other of ['b', 'c']) {
      const y = merged.get(other)?.y ?? Number.NaN;
      expect(Math.abs(y - (place?.y ?? Number.NaN))).toBeGreaterThanOrEqual(60 + ROW_GAP);
    }
  });

  it('a column that moved in the fresh layout is recognised as the one people see', () => {
    const fresh = at({ a: [328, 0], b: [628, 0], c: [628, 80], d: [928, 0], new: [928, 80] });
    const merged = mergePositions(known, fresh, ['a', 'b', 'c', 'd', 'new'].map(box));
    expect(merged.get('new')).toEqual({ x: 600, y: 80 });
  });

  it('when most is new the fresh layout is taken, moved so that what stays keeps its place', () => {
    const fresh = at({ a: [0, 0], e: [300, 0], f: [300, 80] });
    const merged = mergePositions(at({ a: [50, 70] }), fresh, ['a', 'e', 'f'].map(box));
    expect(merged).toEqual(at({ a: [50, 70], e: [350, 70], f: [350, 150] }));
  });

  it('with nothing known the fresh layout is taken as it is', () => {
    const fresh = at({ a: [0, 0], b: [300, 0] });
    expect(mergePositions(new Map(), fresh, ['a', 'b'].map(box))).toEqual(fresh);
  });

  it('a purged entry comes back to where it was, unless its place was taken', () => {
    const merged = at({ a: [0, 0], new: [300, 80] });
    const remembered = rememberPositions(known, merged, ['a', 'new'].map(box));
    expect(remembered.get('b')).toEqual({ x: 300, y: 0 });
    expect(remembered.has('c')).toBe(false);
  });
});
