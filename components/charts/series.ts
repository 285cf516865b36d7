// From what the server counted to what a chart draws. Pure: a chart component only draws.
import type { StatsPointView } from '@/lib/contract';

/** What is counted: it can be added up. */
export type Metric = Exclude<
  keyof StatsPointView,
  'at' | 'missesByReason' | 'loadTime' | 'freshTime'
>;

/** One instant of a chart; null is a gap, not a zero. */
export interface ChartPoint {
  /** Start of the bucket, epoch ms. */
  at: number;
  values: Readonly<Record<string, number | null>>;
}

/** Start of a step, epoch ms. */
const startOf = (point: StatsPointView) => new Date(point.at).getTime();

/**
 * How long the last step, which is still filling, has lasted; null when that is too short to say how busy it is, or
 * when the clocks of browser and server disagree.
 */
function elapsedOfLast(points: readonly StatsPointView[], stepMs: number, now: number) {
  const last = points.at(-1);
  const elapsedMs = last ? now - startOf(last) : 0;
  return elapsedMs >= Math.max(5000, stepMs / 6) && elapsedMs <= stepMs ? elapsedMs : null;
}

/** Metrics as counts per second. The last step counts for the time it has lasted, so that the line does not dip. */
export function perSecond(
  points: readonly StatsPointView[],
  metrics: readonly Metric[],
  stepMs: number,
  now: number,
): ChartPoint[] {
  const lastMs = elapsedOfLast(points, stepMs, now);
  const whole = lastMs === null ? points.slice(0, -1) : points;
  return whole.map((point, index) => {
    const spanMs = index === points.length - 1 && lastMs !== null ? lastMs : stepMs;
    const values = metrics.map((metric) => [metric, (point[metric] * 1000) / spanMs]);
    return { at: startOf(point), values: Object.fromEntries(values) };
  });
}

/** Metrics as counts, `join` steps together: bars need to be wide enough to be seen. */
export function perStep(
  points: readonly StatsPointView[],
  metrics: readonly Metric[],
  join: number,
): ChartPoint[] {
  const groups: ChartPoint[] = [];
  // Counted from the end, so that the newest bar is a whole one.
  for (let end = points.length; end > 0; end -= join) {
    const group = points.slice(Math.max(0, end - join), end);
    const [first] = group;
    if (!first) break;
    const sums = metrics.map((metric) => [
      metric,
      group.reduce((sum, point) => sum + point[metric], 0),
    ]);
    groups.unshift({ at: startOf(first), values: Object.fromEntries(sums) });
  }
  return groups;
}

/** Median and tail of a time in each step; a gap where nothing was measured. */
export function quantiles(
  points: readonly StatsPointView[],
  time: 'loadTime' | 'freshTime',
): ChartPoint[] {
  return points.map((point) => {
    const { p50Ms = null, p95Ms = null, p99Ms = null } = point[time] ?? {};
    return { at: startOf(point), values: { p50Ms, p95Ms, p99Ms } };
  });
}

/** Lookups answered (hit, stale, miss) in one window. */
export function countLookups(counts: {
  hits: number;
  misses: number;
  staleServes: number;
}): number {
  return counts.hits + counts.misses + counts.staleServes;
}

/** Reasons with their counts, most frequent first; reasons with none are left out. */
export function rankReasons(missesByReason: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(missesByReason)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** The value below which the share `p` (0–1) of the values lies (nearest rank); null when there are none. */
export function percentile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(p * sorted.length));
  return sorted[rank - 1] ?? null;
}
