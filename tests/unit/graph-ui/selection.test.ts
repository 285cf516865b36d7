import { describe, expect, it } from 'vitest';
import { pointAt, readDraft } from '@/components/graph/draft';
import { areaOf, pixelRatioOf } from '@/components/graph/export-picture';
import { indexGraph } from '@/components/graph/graph-index';
import {
  endsOfPath,
  narrowToType,
  selectorAlong,
  selectorBetween,
} from '@/components/graph/selection-actions';
import { countWords } from '@/components/graph/selector-line';
import { stepWords } from '@/components/graph/walk';
import { makeView } from './sample-view';

describe('what is typed', () => {
  it.each([
    ['', 'empty'],
    ['product', 'name'],
    ['tag:category:shoes', 'name'],
    ['tag:category:shoes+', 'selector'],
    ['type:product', 'selector'],
    ['a b', 'selector'],
    ['state:old', 'fault'],
  ])('%j is %s', (typed, kind) => expect(readDraft(typed).kind).toBe(kind));

  it('a fault is shown at its character, also when that is the end of the text', () => {
    const fault = { at: 6, length: 3, message: '', fix: '' };
    expect(pointAt('state:old x', fault)).toEqual({ before: 'state:', meant: 'old', after: ' x' });
    expect(pointAt('a,', { ...fault, at: 2, length: 1 })).toMatchObject({ meant: '␣' });
  });

  it('counts are told by type, what is left out included', () => {
    const byType = ['a', 'b', 'c', 'd', 'e'].map((type, i) => ({ type, count: 1_500 - i }));
    const count = { total: 7_492, tags: 2, byType, parts: [], snapshotAgeMs: 0, unseen: 0 };
    expect(countWords(count)).toBe('7,492 nodes: 1,500 a, 1,499 b, 1,498 c, 2 more types, 2 tags');
    expect(countWords({ ...count, total: 0 })).toBe('Nothing cached matches');
  });
});

describe('selections made from the picture', () => {
  const index = indexGraph(makeView());

  it('follow a node up or down', () => {
    expect(selectorAlong('tag:a b', 'down')).toBe('tag:"a b"+');
    expect(selectorAlong('key:home', 'up')).toBe('+key:home');
    expect(selectorAlong('type:product', 'up')).toBeNull();
  });

  it('a path runs the way the view knows, and its ends are read back', () => {
    expect(selectorBetween(index, 'key:product:1', 'key:home')).toBe('key:product:1+,+key:home');
    expect(selectorBetween(index, 'key:home', 'key:product:1')).toBe('key:product:1+,+key:home');
    expect(endsOfPath('key:product:1+,+key:home')).toEqual({
      from: 'key:product:1',
      to: 'key:home',
    });
    for (const other of ['key:a+', 'key:a+,key:b', 'key:a+,+type:b', 'key:a+,+key:b c', 'state:'])
      expect(endsOfPath(other)).toBeNull();
  });

  it('a folded group of a selection is the selection narrowed to its type', () => {
    expect(narrowToType('tag:a+ b', 'x y')).toBe('tag:a+,type:"x y" key:b,type:"x y"');
  });

  it('walking says along what kind of edge, and when there is none', () => {
    expect(stepWords(index, 'key:product:2', 'ArrowRight', 'key:listing:shoes')).toBe(
      'Along a declared edge downstream, 1 dependent here',
    );
    expect(stepWords(index, 'key:home', 'ArrowRight', null)).toBe(
      'key home has no dependents in this view',
    );
    expect(stepWords(index, 'tag:category:shoes', 'ArrowLeft', null)).toContain(
      'depends on nothing',
    );
  });
});

describe('the exported picture', () => {
  const box = { width: 200, height: 50 };

  it('holds every node, and what has no place is no reason to fail', () => {
    const positions = new Map([
      ['a', { x: -100, y: 0 }],
      ['b', { x: 900, y: 400 }],
    ]);
    const boxes = ['a', 'b', 'c'].map((id) => ({ id, ...box }));
    expect(areaOf(positions, boxes)).toEqual({ x: -132, y: -32, width: 1264, height: 514 });
    expect(areaOf(new Map(), boxes)).toBeNull();
  });

  it('is made at two pixels a unit, less when a canvas could not hold it', () => {
    expect(pixelRatioOf({ x: 0, y: 0, width: 1_000, height: 500 })).toBe(2);
    const tall = pixelRatioOf({ x: 0, y: 0, width: 1_000, height: 40_000 });
    expect(tall * 40_000).toBeLessThanOrEqual(8_192);
  });
});
