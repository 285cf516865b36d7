import type { WaveView } from '@/lib/contract';
import { formatDuration } from '@/lib/format';

type Touched = WaveView['touched'][number];

export interface LevelView {
  depth: number;
  /** Entries the wave invalidated at this depth. */
  count: number;
  /** When it was reached, from the wave's start; empty for waves of before this was recorded. */
  when: string;
  /** What this level is, in words. */
  meaning: string;
  /** The ones the journal kept; fewer than `count` when the wave was large. */
  touched: Touched[];
}

/** `0` the targets and members themselves, then one step further at a time. */
export function meaningOfDepth(depth: number): string {
  if (depth === 0) return 'The targets themselves';
  if (depth === 1) return 'Members of the tags, and direct dependents';
  return `${depth} steps away`;
}

/** Levels of a wave with their entries, nearest first. Levels that only `touched` knows are not lost. */
export function viewLevels(wave: Pick<WaveView, 'levels' | 'touched'>): LevelView[] {
  const levels = new Map(wave.levels.map((level) => [level.depth, level]));
  const touched = new Map<number, Touched[]>();
  for (const entry of wave.touched) {
    const list = touched.get(entry.depth) ?? [];
    list.push(entry);
    touched.set(entry.depth, list);
  }
  const depths = [...new Set([...levels.keys(), ...touched.keys()])].sort((a, b) => a - b);
  return depths.map((depth) => {
    const entries = touched.get(depth) ?? [];
    return {
      depth,
      count: levels.get(depth)?.count ?? entries.length,
      when: whenReached(levels.get(depth)),
      meaning: meaningOfDepth(depth),
      touched: entries,
    };
  });
}

function whenReached(level: WaveView['levels'][number] | undefined): string {
  if (level?.fromMs === undefined || level.toMs === undefined) return '';
  const to = formatDuration(level.toMs);
  return level.fromMs === level.toMs ? `at ${to}` : `${formatDuration(level.fromMs)} to ${to}`;
}
