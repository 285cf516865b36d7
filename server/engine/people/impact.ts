// The figures of an impact, from the live entries a plan reached. Pure.
import { typeOf } from '../names';
import type { EntryState, Impact } from '../types';
import { SetFingerprint } from './fingerprint';

/** An entry that the plan reached and that is live. */
export interface LiveEntry {
  key: string;
  depth: number;
  state: EntryState;
  reads: number;
  loadCostMs: number;
  /** It records at least one tag or dependency. */
  linked: boolean;
}

export type ImpactSums = Pick<
  Impact,
  | 'total'
  | 'levels'
  | 'byType'
  | 'loadCostMs'
  | 'unmeasured'
  | 'warmable'
  | 'warmCostMs'
  | 'fingerprint'
>;

/** `entries` are sorted in place: the busiest first, then the nearest, then by key. */
export function sumImpact(entries: LiveEntry[], canWarm: (key: string) => boolean): ImpactSums {
  const levels = new Map<number, number>();
  const types = new Map<string, Impact['byType'][number]>();
  const fingerprint = new SetFingerprint();
  let loadCostMs = 0;
  let unmeasured = 0;
  let warmable = 0;
  let warmCostMs = 0;
  for (const entry of entries) {
    levels.set(entry.depth, (levels.get(entry.depth) ?? 0) + 1);
    const name = typeOf(entry.key);
    const type = types.get(name) ?? { type: name, count: 0, loadCostMs: 0, reads: 0 };
    type.count += 1;
    type.loadCostMs += entry.loadCostMs;
    type.reads += entry.reads;
    types.set(name, type);
    fingerprint.add(entry.key);
    loadCostMs += entry.loadCostMs;
    if (entry.loadCostMs === 0) unmeasured += 1;
    if (!canWarm(entry.key)) continue;
    warmable += 1;
    warmCostMs += entry.loadCostMs;
  }
  entries.sort((a, b) => b.reads - a.reads || a.depth - b.depth || (a.key < b.key ? -1 : 1));
  return {
    total: entries.length,
    levels: [...levels]
      .map(([depth, count]) => ({ depth, count }))
      .sort((a, b) => a.depth - b.depth),
    byType: [...types.values()].sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    loadCostMs,
    unmeasured,
    warmable,
    warmCostMs,
    fingerprint: fingerprint.toString(),
  };
}
