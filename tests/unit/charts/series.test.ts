import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillSteps,
  meanLoad,
  percentile,
  perSecond,
  perStep,
  rankReasons,
} from '@/components/charts/series';
import type { StatsPointView } from '@/lib/contract';

const zero = {
  hits: 0,
  misses: 0,
  staleServes: 0,
  waves: 0,
  invalidations: 0,
  warmings: 0,
  loads: 0,
  loadFailures: 0,
  loadsCollapsed: 0,
  storeErrors: 0,
  loadMs: 0,
  missesByReason: {},
};
const pointAt = (ms: number, counts: Partial<StatsPointView>): StatsPointView => ({
  ...zero,
  at: new Date(ms).toISOString(),
  ...counts,
});

describe('points of a chart', () => {
  const window = { endAt: 65_000, windowMs: 60_000, stepMs: 10_000 };

  it('has a point for every step, so that silence is drawn as zero and not as a slope', () => {
    const filled = fillSteps([pointAt(20_000, { hits: 5 }), pointAt(50_000, { hits: 7 })], window);
    expect(filled.map(({ at }) => at)).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    expect(perStep(filled, ['hits']).map(({ values }) => values.hits)).toEqual([0, 5, 0, 0, 7, 0]);
  });

  it('loses no count that lies inside the window', () => {
    const step = fc.record({ slot: fc.integer({ min: 0, max: 5 }), hits: fc.nat(1000) });
    fc.assert(
      fc.property(fc.uniqueArray(step, { selector: ({ slot }) => slot }), (given) => {
        const points = given.map(({ slot, hits }) => pointAt(10_000 + slot * 10_000, { hits }));
        const total = given.reduce((sum, { hits }) => sum + hits, 0);
        const drawn = perStep(fillSteps(points, window), ['hits']);
        expect(drawn.reduce((sum, { values }) => sum + (values.hits ?? 0), 0)).toBe(total);
      }),
    );
  });

  it('does not dip at the end: the running step counts for the time it has lasted', () => {
    const filled = fillSteps(
      [pointAt(50_000, { hits: 100 }), pointAt(60_000, { hits: 50 })],
      window,
    );
    const rates = perSecond(filled, ['hits'], 10_000, 65_000).map(({ values }) => values.hits);
    expect(rates.slice(-2)).toEqual([10, 10]);
  });

  it('draws a gap, not a zero, where nothing was loaded', () => {
    const filled = fillSteps([pointAt(20_000, { loads: 4, loadMs: 100 })], window);
    expect(meanLoad(filled).map(({ values }) => values.meanLoadMs)).toEqual([
      null,
      25,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('numbers about many', () => {
  it('a percentile is one of the values', () => {
    expect(percentile([5, 1, 9], 0.5)).toBe(5);
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 0.95)).toBe(100);
    expect(percentile([], 0.5)).toBeNull();
  });

  it('ranks reasons by how often they occurred, and leaves out those that did not', () => {
    expect(rankReasons({ cold: 2, expired: 9, bypass: 0 })).toEqual([
      ['expired', 9],
      ['cold', 2],
    ]);
  });
});
