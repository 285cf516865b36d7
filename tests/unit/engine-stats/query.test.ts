import { describe, expect, it } from 'vitest';
import { planSeries, queryStats } from '../../../server/engine/stats-query';

const start = 1_800_000_000_000;

describe('a series', () => {
  it('is continuous and aligned, with zeros where nothing was counted', async () => {
    const buckets: { atMs: number; counters: Record<string, number> }[] = [
      {
        atMs: start + 10_000,
        counters: { hits: 3, 'm:cold': 1, misses: 1, 'f:hits:p': 3, 'f:loads:p': 2 },
      },
      { atMs: start + 40_000, counters: { hits: 1, staleServes: 1, unheardOf: 9 } },
      { atMs: start + 41_000, counters: { 't:load:12': 2, 't:load:32': 1, 'f:wasted:p': 1 } },
    ];
    const store = {
      readStats: async () => buckets,
      hotKeys: async () => [{ key: 'p:1', reads: 8 }],
    };
    const stats = await queryStats(store, { windowMs: 60_000, stepMs: 10_000 }, start + 55_000);
    expect(stats.series.map((point) => [point.at, point.hits])).toEqual(
      [0, 3, 0, 0, 1, 0].map((hits, i) => [new Date(start + i * 10_000).toISOString(), hits]),
    );
    expect(stats).toMatchObject({
      hits: 4,
      misses: 1,
      staleServes: 1,
      hitRatio: 5 / 6,
      missesByReason: { cold: 1 },
      families: [{ family: 'p', hits: 3, misses: 0, loads: 2, wasted: 1 }],
      loadTime: { count: 3, p50Ms: 2.18, p99Ms: 69.8 },
      freshTime: null,
      hotKeys: [{ key: 'p:1', reads: 8 }],
      stepMs: 10_000,
      windowMs: 60_000,
    });
  });

  it('has no hit ratio when nothing was looked up', async () => {
    const store = { readStats: async () => [], hotKeys: async () => [] };
    expect((await queryStats(store, {}, start)).hitRatio).toBeNull();
  });

  it.each([
    [{ windowMs: 900_000 }, 10_000, 10_000, 90],
    [{}, 10_000, 30_000, 120],
    [{ windowMs: 3_600_000, stepMs: 1 }, 10_000, 10_000, 360],
    [{ windowMs: 86_400_000 }, 300_000, 900_000, 96],
    [{ windowMs: 604_800_000 }, 300_000, 5_100_000, 119],
    [{ windowMs: 604_800_000, stepMs: 10_000 }, 300_000, 300_000, 2016],
    [{ windowMs: 3_600_000, stepMs: 300_000 }, 300_000, 300_000, 12],
  ])('of %j uses buckets that are kept that long', (query, bucketMs, stepMs, points) => {
    const plan = planSeries(query, start + 12_345);
    expect(plan).toMatchObject({ bucketMs, stepMs });
    expect((plan.toMs - plan.fromMs) / stepMs).toBe(points);
    expect(plan.toMs % stepMs).toBe(0);
    expect(plan.toMs).toBeGreaterThan(start + 12_345);
    expect(plan.toMs - stepMs).toBeLessThanOrEqual(start + 12_345);
  });

  it('refuses a window that nobody kept', () => {
    for (const query of [{ windowMs: 9 * 86_400_000 }, { windowMs: 1 }, { stepMs: -5 }])
      expect(() => planSeries(query, start)).toThrow(
        expect.objectContaining({ code: 'invalid-option' }),
      );
  });
});
