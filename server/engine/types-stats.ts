// What the fleet counted.
import type { MissReason } from './types-basic';

export interface StatsWindow {
  hits: number;
  misses: number;
  staleServes: number;
  /** Waves. */
  waves: number;
  /** Live entries removed or marked stale by waves. */
  invalidations: number;
  warmings: number;
  loads: number;
  loadFailures: number;
  /** Callers that were answered by a load somebody else ran. */
  loadsCollapsed: number;
  storeErrors: number;
  /** Sum of loader run time. */
  loadMs: number;
  /** Values loaded again after a wave by the process that knew the value before, and how many of them were the same. */
  reloaded: number;
  wasted: number;
  missesByReason: Partial<Record<MissReason, number>>;
}

/** Read from buckets: within a tenth of what was measured. */
export interface Quantiles {
  count: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

export interface StatsTimes {
  /** Run time of loaders; null when none ran. */
  loadTime: Quantiles | null;
  /** From a change (the event's own time, else the wave's start) until what it took away was stored anew. */
  freshTime: Quantiles | null;
}

export interface StatsPoint extends StatsWindow, StatsTimes {
  /** Start of the bucket. */
  at: string;
}

export interface FamilyStats {
  family: string;
  hits: number;
  misses: number;
  staleServes: number;
  loads: number;
  reloaded: number;
  wasted: number;
  loadTime: Quantiles | null;
}

/** A tag over the last 24 hours. */
export interface TagStats {
  tag: string;
  /** Waves that named it. */
  waves: number;
  /** Live entries these took, together with their other targets. */
  entries: number;
  /** As in the window, for entries that came by this tag. */
  reloaded: number;
  wasted: number;
}

export interface Stats extends StatsWindow, StatsTimes {
  /** hits + stale serves over all lookups; null when there were none. */
  hitRatio: number | null;
  windowMs: number;
  stepMs: number;
  series: StatsPoint[];
  families: FamilyStats[];
  hotKeys: { key: string; reads: number }[];
  /** Only when asked for (`tags`). */
  tags: TagStats[];
}

export interface StatsQuery {
  /** Default one hour. */
  windowMs?: number;
  /** Wanted bucket width; rounded to what is stored (10 s for two hours, 5 min for eight days). */
  stepMs?: number;
  /** How many tags to tell of, the most often invalidated of 24 hours first. Default 0. */
  tags?: number;
}
