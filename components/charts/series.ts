// From what the server counted to what a chart draws. Pure: a chart component only draws.
import type { StatsPointView } from '@/lib/contract';

export type Metric = Exclude<keyof StatsPointView, 'at' | 'missesByReason'>;

/** One instant of a chart; null is a gap, not a zero. */
export interface ChartPoint {
  /** Start of the bucket, epoch ms. */
  at: number;
  values: Readonly<Record<string, number | null>>;
}

/**
 * A point for every step of the window, oldest first. The server leaves out buckets in which nothing happened; a line
 * drawn across them would show a slow slope where the truth is zero.
 */
export function fillSteps(
  points: readonly StatsPointView[],
  window: { endAt: number; windowMs: number; stepMs: number },
): { at: number; point: StatsPointView | null }[] {
  const { endAt, windowMs, stepMs } = window;
  const byStep = new Map<number, StatsPointView>();
  for (const point of points)
    byStep.set(Math.floor(new Date(point.at).getTime() / stepMs) * stepMs, point);
  const last = Math.floor(endAt / stepMs) * stepMs;
  const count = Math.max(1, Math.floor(windowMs / stepMs));
  return Array.from({ length: count }, (_, index) => {
    const at = last - (count - 1 - index) * stepMs;
    return { at, point: byStep.get(at) ?? null };
  });
}

type Filled = ReturnType<typeof fillSteps>;

/** Metrics as counts per second. The running last step is divided by its elapsed part, so it does not dip. */
export function perSecond(
  filled: Filled,
  metrics: readonly Metric[],
  stepMs: number,
  endAt: number,
): ChartPoint[] {
  return filled.map(({ at, point }) => {
    const spanMs = Math.max(1000, Math.min(stepMs, endAt - at));
    const values = metrics.map((metric) => [metric, ((point?.[metric] ?? 0) * 1000) / spanMs]);
    return { at, values: Object.fromEntries(values) };
  });
}

/** Metrics as counts in each step. */
export function perStep(filled: Filled, metrics: readonly Metric[]): ChartPoint[] {
  return filled.map(({ at, point }) => ({
    at,
    values: Object.fromEntries(metrics.map((metric) => [metric, point?.[metric] ?? 0])),
  }));
}

/** Mean run time of the loads of each step; a gap where nothing was loaded. */
export function meanLoad(filled: Filled): ChartPoint[] {
  return filled.map(({ at, point }) => ({
    at,
    values: { meanLoadMs: point && point.loads > 0 ? point.loadMs / point.loads : null },
  }));
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
