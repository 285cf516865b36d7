import type { WaveView } from '@/lib/contract';
import { formatDuration, formatPlural } from '@/lib/format';
import { describeGuard } from '@/lib/words';

function describeRoots(roots: readonly string[]): string {
  const [first, second] = roots;
  if (first === undefined) return 'no target';
  if (second === undefined) return describeGuard(first);
  return roots.length === 2
    ? `${describeGuard(first)} and ${describeGuard(second)}`
    : `${describeGuard(first)} and ${formatPlural(roots.length - 1, 'other target', 'other targets')}`;
}

/** A wave in one sentence: what it hit, how far it went, how long that took. */
export function describeWave(wave: WaveView): string {
  const roots = describeRoots(wave.roots);
  if (wave.state === 'running')
    return `Invalidating ${roots}: still walking. Old data may be read until it is complete.`;
  if (wave.zeroMatch)
    return `Invalidated ${roots}: nothing that was cached matched. Loads that were running are fenced all the same.`;
  const verb = wave.mode === 'soft' ? 'marked stale' : 'invalidated';
  const warmed =
    wave.warmQueued > 0
      ? ` ${formatPlural(wave.warmQueued, 'entry was', 'entries were')} handed to warming.`
      : '';
  const retried = wave.attempts > 1 ? ` It took ${wave.attempts} tries.` : '';
  return `Starting from ${roots}, ${formatPlural(wave.invalidated, 'entry was', 'entries were')} ${verb} over ${formatPlural(wave.levels.length, 'level', 'levels')} in ${formatDuration(wave.durationMs)}.${warmed}${retried}`;
}
