// What the fleet counted in a window of time, as a continuous series.
import { FreshetError } from './errors';
import type { StatsStore } from './ports';
import { addToWindow, emptyWindow, Families, Times } from './stats-fields';
import { tagsOf } from './stats-tags';
import type { FamilyStats, Stats, StatsPoint, StatsQuery, StatsWindow } from './types';

const FINE_MS = 10_000;
const COARSE_MS = 300_000;
/** How long the store keeps each kind of bucket. */
const FINE_KEPT_MS = 2 * 3_600_000;
const COARSE_KEPT_MS = 8 * 86_400_000;
const POINTS_WANTED = 120;
const POINTS_LIMIT = 3_000;
const HOT_KEYS = 50;

/** `nowMs` is wall-clock time as the store's buckets use it. Points are aligned to `stepMs`; the last one is still filling. */
export async function queryStats(
  store: Pick<StatsStore, 'readStats' | 'hotKeys' | 'readTags'>,
  query: StatsQuery,
  nowMs: number,
): Promise<Stats> {
  const plan = planSeries(query, nowMs);
  const wantedTags = query.tags ?? 0;
  const [buckets, hotKeys, tags] = await Promise.all([
    store.readStats(plan.bucketMs, plan.fromMs, plan.toMs),
    store.hotKeys(HOT_KEYS),
    wantedTags > 0 ? store.readTags?.() : undefined,
  ]);
  const total = emptyWindow();
  const families = new Families();
  const times = new Times();
  const points: { window: StatsWindow; times: Times; at: string }[] = [];
  for (let at = plan.fromMs; at < plan.toMs; at += plan.stepMs)
    points.push({ at: new Date(at).toISOString(), window: emptyWindow(), times: new Times() });
  for (const { atMs, counters } of buckets) {
    addToWindow(total, counters);
    families.add(counters);
    times.add(counters);
    const point = points[Math.floor((atMs - plan.fromMs) / plan.stepMs)];
    if (!point) continue;
    addToWindow(point.window, counters);
    point.times.add(counters);
  }
  const series: StatsPoint[] = points.map(({ at, window, times: own }) => ({
    at,
    ...window,
    ...own.result(),
  }));
  const served = total.hits + total.staleServes;
  return {
    ...total,
    ...times.result(),
    hitRatio: served + total.misses === 0 ? null : served / (served + total.misses),
    windowMs: plan.toMs - plan.fromMs,
    stepMs: plan.stepMs,
    series,
    families: [...families.result().values()].sort((a, b) => lookupsOf(b) - lookupsOf(a)),
    hotKeys,
    tags: tagsOf(tags ?? {}, wantedTags),
  };
}

/** All lookups of the fleet in the last hour. */
export async function lookupsOfLastHour(
  store: Pick<StatsStore, 'readStats'>,
  nowMs: number,
): Promise<number> {
  const families = await familiesOf(store, 3_600_000, nowMs);
  return [...families.values()].reduce((sum, family) => sum + lookupsOf(family), 0);
}

/** Lookups and loads per family in the last `windowMs`; short windows are read from the fine buckets. */
export async function familiesOf(
  store: Pick<StatsStore, 'readStats'>,
  windowMs: number,
  nowMs: number,
): Promise<Map<string, FamilyStats>> {
  const { bucketMs, fromMs, toMs } = planSeries(
    { windowMs, stepMs: windowMs <= 2 * COARSE_MS ? FINE_MS : COARSE_MS },
    nowMs,
  );
  const families = new Families();
  for (const bucket of await store.readStats(bucketMs, fromMs, toMs)) families.add(bucket.counters);
  return families.result();
}

export const lookupsOf = (family: FamilyStats): number =>
  family.hits + family.misses + family.staleServes;

export interface SeriesPlan {
  bucketMs: 10_000 | 300_000;
  /** A multiple of `bucketMs`. */
  stepMs: number;
  fromMs: number;
  toMs: number;
}

/** Chooses stored buckets and a step; the window ends with the step that holds `nowMs`. Throws `invalid-option`. */
export function planSeries(query: StatsQuery, nowMs: number): SeriesPlan {
  const windowMs = query.windowMs ?? 3_600_000;
  if (!(windowMs >= FINE_MS && windowMs <= COARSE_KEPT_MS))
    throw new FreshetError(
      'invalid-option',
      `windowMs is ${windowMs}: give ${FINE_MS} (10 s) to ${COARSE_KEPT_MS} (8 days)`,
    );
  const wantedMs = query.stepMs ?? windowMs / POINTS_WANTED;
  if (!(wantedMs > 0))
    throw new FreshetError('invalid-option', `stepMs is ${query.stepMs}: give 10000 or more`);
  const bucketMs = windowMs <= FINE_KEPT_MS && wantedMs < COARSE_MS ? FINE_MS : COARSE_MS;
  const atLeastMs = Math.max(wantedMs, windowMs / POINTS_LIMIT);
  const stepMs = Math.max(1, Math.ceil(atLeastMs / bucketMs)) * bucketMs;
  const toMs = (Math.floor(nowMs / stepMs) + 1) * stepMs;
  const points = Math.max(1, Math.ceil(windowMs / stepMs));
  return { bucketMs, stepMs, fromMs: toMs - points * stepMs, toMs };
}
