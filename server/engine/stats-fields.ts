// How counters are named in the store: written by the collector, read by the query.
//   hits, misses, …           totals            m:<reason>               misses by reason
//   f:<what>:<family>         per family; `what` is hits, misses, staleServes or loads
import type { FamilyStats, MissReason, StatsWindow } from './types';

export type TotalField = Exclude<keyof StatsWindow, 'missesByReason'>;
export type FamilyField = Exclude<keyof FamilyStats, 'family'>;

export const TOTAL_FIELDS: readonly TotalField[] = [
  'hits',
  'misses',
  'staleServes',
  'waves',
  'invalidations',
  'warmings',
  'loads',
  'loadFailures',
  'loadsCollapsed',
  'storeErrors',
  'loadMs',
];
const FAMILY_FIELDS: readonly FamilyField[] = ['hits', 'misses', 'staleServes', 'loads'];
const MISS_REASONS: readonly MissReason[] = [
  'cold',
  'expired',
  'invalidated',
  'loader-failed',
  'store-unavailable',
  'bypass',
  'undecodable',
];

export const reasonField = (reason: MissReason): string => `m:${reason}`;
export const familyField = (what: FamilyField, family: string): string => `f:${what}:${family}`;

export function emptyWindow(): StatsWindow {
  return {
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
}

/** Adds stored counters to a window; fields of a newer version are left alone. */
export function addToWindow(window: StatsWindow, counters: Record<string, number>): void {
  for (const field of TOTAL_FIELDS) window[field] += counters[field] ?? 0;
  for (const reason of MISS_REASONS) {
    const count = counters[reasonField(reason)];
    if (count) window.missesByReason[reason] = (window.missesByReason[reason] ?? 0) + count;
  }
}

export function addToFamilies(
  families: Map<string, FamilyStats>,
  counters: Record<string, number>,
): void {
  for (const [field, count] of Object.entries(counters)) {
    if (!field.startsWith('f:')) continue;
    const colon = field.indexOf(':', 2);
    const what = FAMILY_FIELDS.find((name) => name === field.slice(2, colon));
    if (what === undefined) continue;
    const family = field.slice(colon + 1);
    const stats = families.get(family) ?? { family, hits: 0, misses: 0, staleServes: 0, loads: 0 };
    stats[what] += count;
    families.set(family, stats);
  }
}
