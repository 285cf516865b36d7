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
  missesByReason: Partial<Record<MissReason, number>>;
}

export interface StatsPoint extends StatsWindow {
  /** Start of the bucket. */
  at: string;
}

export interface FamilyStats {
  family: string;
  hits: number;
  misses: number;
  staleServes: number;
  loads: number;
}

export interface Stats extends StatsWindow {
  /** hits + stale serves over all lookups; null when there were none. */
  hitRatio: number | null;
  windowMs: number;
  stepMs: number;
  series: StatsPoint[];
  families: FamilyStats[];
  hotKeys: { key: string; reads: number }[];
}

export interface StatsQuery {
  /** Default one hour. */
  windowMs?: number;
  /** Wanted bucket width; rounded to what is stored (10 s for two hours, 5 min for eight days). */
  stepMs?: number;
}
