// Durations counted in buckets that add up: across processes, families and time. Four buckets to each doubling, so what is
// read from them is within a tenth of what was measured.
import type { Quantiles } from './types';

const LEAST_MS = 0.25;
const PER_DOUBLING = 4;
/** The last one begins at 54 s. */
const BUCKETS = 72;

export type Histogram = Map<number, number>;

export function bucketOf(ms: number): number {
  const place = Math.floor(Math.log2(Math.max(ms, LEAST_MS) / LEAST_MS) * PER_DOUBLING);
  return Math.min(BUCKETS - 1, Math.max(0, place));
}

/** The middle of a bucket, on the scale it is cut by. */
const valueOf = (bucket: number): number => LEAST_MS * 2 ** ((bucket + 0.5) / PER_DOUBLING);

export function addTo(histogram: Histogram, bucket: number, count: number): void {
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
}

/** Null when nothing was counted. */
export function quantilesOf(histogram: Histogram): Quantiles | null {
  const buckets = [...histogram].filter(([, count]) => count > 0).sort((a, b) => a[0] - b[0]);
  const count = buckets.reduce((sum, [, times]) => sum + times, 0);
  if (count === 0) return null;
  const at = (share: number) => {
    let left = Math.max(1, Math.ceil(count * share));
    for (const [bucket, times] of buckets) {
      left -= times;
      if (left <= 0) return Number(valueOf(bucket).toPrecision(3));
    }
    return 0;
  };
  return { count, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
