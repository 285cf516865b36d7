// How counters are named in the store: written by the collector, read by the query.
//   hits, misses, …           totals            m:<reason>               misses by reason
//   f:<what>:<family>         per family; `what` is one of FAMILY_FIELDS
//   t:<what>:<bucket>         durations; `what` is load or fresh         h:<bucket>:<family>   load time per family
import { addTo, type Histogram, quantilesOf } from './histogram';
import type { FamilyStats, MissReason, StatsTimes, StatsWindow } from './types';

export type TotalField = Exclude<keyof StatsWindow, 'missesByReason'>;
export type FamilyField = Exclude<keyof FamilyStats, 'family' | 'loadTime'>;
export type TimeField = 'load' | 'fresh';

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
  'reloaded',
  'wasted',
];
export const FAMILY_FIELDS: readonly FamilyField[] = [
  'hits',
  'misses',
  'staleServes',
  'loads',
  'reloaded',
  'wasted',
];
const MISS_REASONS: readonly MissReason[] = [
  'cold',
  'expired',
  'invalidated-key',
  'invalidated-tag',
  'invalidated-dependency',
  'invalidated',
  'evicted',
  'loader-failed',
  'store-unavailable',
  'bypass',
  'undecodable',
];

export const reasonField = (reason: MissReason): string => `m:${reason}`;
export const familyField = (what: FamilyField, family: string): string => `f:${what}:${family}`;
export const timeField = (what: TimeField, bucket: number): string => `t:${what}:${bucket}`;
export const familyTimeField = (bucket: number, family: string): string => `h:${bucket}:${family}`;

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
    reloaded: 0,
    wasted: 0,
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

/** Durations of a window while they are added up. */
export class Times {
  private readonly load: Histogram = new Map();
  private readonly fresh: Histogram = new Map();

  add(counters: Record<string, number>): void {
    for (const [field, count] of Object.entries(counters)) {
      if (field.startsWith('t:load:')) addTo(this.load, Number(field.slice(7)), count);
      else if (field.startsWith('t:fresh:')) addTo(this.fresh, Number(field.slice(8)), count);
    }
  }

  result(): StatsTimes {
    return { loadTime: quantilesOf(this.load), freshTime: quantilesOf(this.fresh) };
  }
}

/** Counters of families while they are added up. */
export class Families {
  private readonly byName = new Map<string, { stats: FamilyStats; load: Histogram }>();

  add(counters: Record<string, number>): void {
    for (const [field, count] of Object.entries(counters)) {
      const colon = field.indexOf(':', 2);
      if (field.startsWith('f:')) {
        const what = FAMILY_FIELDS.find((name) => name === field.slice(2, colon));
        if (what !== undefined) this.of(field.slice(colon + 1)).stats[what] += count;
      } else if (field.startsWith('h:')) {
        addTo(this.of(field.slice(colon + 1)).load, Number(field.slice(2, colon)), count);
      }
    }
  }

  result(): Map<string, FamilyStats> {
    return new Map(
      [...this.byName].map(([name, { stats, load }]) => [
        name,
        { ...stats, loadTime: quantilesOf(load) },
      ]),
    );
  }

  private of(family: string) {
    const known = this.byName.get(family);
    if (known !== undefined) return known;
    const counts = { hits: 0, misses: 0, staleServes: 0, loads: 0, reloaded: 0, wasted: 0 };
    const made = { stats: { family, ...counts, loadTime: null }, load: new Map<number, number>() };
    this.byName.set(family, made);
    return made;
  }
}
