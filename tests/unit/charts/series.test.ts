import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks, valueTicks } from '@/components/charts/axis';
import { percentile, perSecond, perStep, quantiles, rankReasons } from '@/components/charts/series';
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
  reloaded: 0,
  wasted: 0,
  missesByReason: {},
  loadTime: null,
  freshTime: null,
};
const pointAt = (ms: number, counts: Partial<StatsPointView>): StatsPointView => ({
  ...zero,
  at: new Date(ms).toISOString(),
  ...counts,
});

const stepMs = 10_000;

describe('points of a chart', () => {
  it('does not dip at the end: the step that is still filling counts for the time it has lasted', () => {
    const points = [pointAt(50_000, { hits: 100 }), pointAt(60_000, { hits: 50 })];
    const rates = perSecond(points, ['hits'], stepMs, 65_000).map(({ values }) => values.hits);
    expect(rates).toEqual([10, 10]);
  });

  it('does not leap at the end: a step that has just begun says nothing yet', () => {
    const points = [pointAt(50_000, { hits: 100 }), pointAt(60_000, { hits: 20 })];
    expect(perSecond(points, ['hits'], stepMs, 61_000)).toHaveLength(1);
  });

  it('is right also when the browser’s clock is wrong', () => {
    const points = [pointAt(50_000, { hits: 100 }), pointAt(60_000, { hits: 20 })];
    for (const now of [0, 10_000_000])
      expect(perSecond(points, ['hits'], stepMs, now).map(({ values }) => values.hits)).toEqual([
        10,
      ]);
  });

  it('loses no count when steps are joined to bars', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), fc.integer({ min: 1, max: 7 }), (counts, join) => {
        const points = counts.map((hits, index) => pointAt(index * stepMs, { hits }));
        const bars = perStep(points, ['hits'], join);
        const total = bars.reduce((sum, { values }) => sum + (values.hits ?? 0), 0);
        expect(total).toBe(counts.reduce((sum, hits) => sum + hits, 0));
        expect(bars).toHaveLength(Math.ceil(counts.length / join));
      }),
    );
  });

  it('draws a gap, not a zero, where nothing was loaded', () => {
    const loadTime = { count: 4, p50Ms: 25, p95Ms: 40, p99Ms: 50 };
    const points = [pointAt(0, {}), pointAt(stepMs, { loads: 4, loadTime })];
    expect(quantiles(points, 'loadTime').map(({ values }) => values)).toEqual([
      { p50Ms: null, p95Ms: null, p99Ms: null },
      { p50Ms: 25, p95Ms: 40, p99Ms: 50 },
    ]);
  });
});

describe('ticks of an axis', () => {
  it('are round, begin at zero and reach the highest value', () => {
    expect(valueTicks(285)).toEqual([0, 100, 200, 300]);
    expect(valueTicks(9)).toEqual([0, 2.5, 5, 7.5, 10]);
    expect(valueTicks(9, true)).toEqual([0, 3, 6, 9]);
    expect(valueTicks(1, true)).toEqual([0, 1]);
    expect(valueTicks(0)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
        const ticks = valueTicks(most);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * 0.999999);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('of time lie on round times inside the window', () => {
    const ten = 600_000;
    const ticks = timeTicks(ten * 100 + 1, ten * 106 + 5, ten);
    expect(ticks).toHaveLength(6);
    for (const at of ticks) expect(new Date(at).getMinutes() % 10).toBe(0);
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
