// The figures of an impact, from the live entries a plan reached. Pure.
import type { Ref } from '../entry';
import { guardId, typeOf } from '../names';
import type { Guard, InspectedEntry } from '../ports';
import type { EntryState, Impact, ImpactEntry } from '../types';
import type { Reached } from './closure';
import { SetFingerprint } from './fingerprint';

export function impactEntry(
  key: string,
  at: Reached,
  entry: InspectedEntry,
  state: EntryState,
): ImpactEntry {
  return {
    key,
    type: typeOf(key),
    depth: at.depth,
    via: at.via === null ? null : guardId(lastEdge(entry.refs, at.via)),
    state,
    reads: 0,
    loadCostMs: entry.header.loadCostUs / 1000,
  };
}

/**
 * The guard whose edge ends at the entry: a wave that started at a distant guard reached it through the direct
 * dependency the entry inherited that guard from.
 */
export function lastEdge(refs: readonly Ref[], from: Guard): Guard {
  const via = refs.find((ref) => ref.guard === from)?.via;
  return via === null || via === undefined ? from : (via as Guard);
}

/** `entries` are sorted in place: the busiest first, then the nearest, then by key. */
export function sumImpact(
  entries: ImpactEntry[],
  canWarm: (key: string) => boolean,
  sampleLimit: number,
): Omit<Impact, 'targets' | 'trafficShare' | 'unknown' | 'durationMs'> {
  const levels = new Map<number, number>();
  const types = new Map<string, Impact['byType'][number]>();
  const fingerprint = new SetFingerprint();
  let loadCostMs = 0;
  let warmable = 0;
  for (const entry of entries) {
    levels.set(entry.depth, (levels.get(entry.depth) ?? 0) + 1);
    const type = types.get(entry.type) ?? { type: entry.type, count: 0, loadCostMs: 0, reads: 0 };
    type.count += 1;
    type.loadCostMs += entry.loadCostMs;
    type.reads += entry.reads;
    types.set(entry.type, type);
    fingerprint.add(entry.key);
    loadCostMs += entry.loadCostMs;
    if (canWarm(entry.key)) warmable += 1;
  }
  entries.sort((a, b) => b.reads - a.reads || a.depth - b.depth || (a.key < b.key ? -1 : 1));
  return {
    total: entries.length,
    levels: [...levels]
      .map(([depth, count]) => ({ depth, count }))
      .sort((a, b) => a.depth - b.depth),
    byType: [...types.values()].sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    loadCostMs,
    warmable,
    sample: entries.slice(0, sampleLimit),
    fingerprint: fingerprint.toString(),
  };
}
