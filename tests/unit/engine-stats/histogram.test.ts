import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTo, bucketOf, type Histogram, quantilesOf } from '@/server/engine/histogram';

test('quantiles of merged buckets are within a tenth of those of the values themselves', () => {
  const values = fc.array(fc.double({ min: 0.25, max: 50_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const merged: Histogram = new Map();
      for (const part of [a, b]) {
        const own: Histogram = new Map();
        for (const ms of part) addTo(own, bucketOf(ms), 1);
        for (const [bucket, count] of own) addTo(merged, bucket, count);
      }
      const all = [...a, ...b].sort((x, y) => x - y);
      const found = quantilesOf(merged);
      expect(found?.count).toBe(all.length);
      for (const [share, name] of [
        [0.5, 'p50Ms'],
        [0.95, 'p95Ms'],
        [0.99, 'p99Ms'],
      ] as const) {
        const exact = all[Math.max(0, Math.ceil(all.length * share) - 1)] ?? 0;
        expect((found?.[name] ?? 0) / exact).toBeGreaterThan(0.9);
        expect((found?.[name] ?? 0) / exact).toBeLessThan(1.1);
      }
    }),
  );
});

test('what is out of range is in the first or last bucket, and nothing counted is null', () => {
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(-5)).toBe(0);
  expect(bucketOf(1e9)).toBe(bucketOf(1e7));
  expect(quantilesOf(new Map())).toBeNull();
});
