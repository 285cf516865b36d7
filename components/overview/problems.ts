// What on the overview needs somebody: an empty list is the normal case and then nothing is shown at all.
import type { HealthView, StatsView, WaveView } from '@/lib/contract';
import { formatCount, formatPlural, formatRatio } from '@/lib/format';
import { healthProblems } from '@/lib/health';
import { describeGuard } from '@/lib/words';

export interface OverviewProblem {
  id: string;
  severity: 'invalid' | 'stale';
  title: string;
  detail: string;
  href?: string;
}

function loadProblems(stats: StatsView): OverviewProblem[] {
  if (stats.loadFailures === 0) return [];
  const share = formatRatio(stats.loadFailures / Math.max(1, stats.loads));
  return [
    {
      id: 'loads',
      severity: 'stale',
      title: `${formatPlural(stats.loadFailures, 'load', 'loads')} failed`,
      detail: `${share} of the loads in this range. Readers got an older value where one was allowed, an error where not. The service’s log has the loader’s error.`,
    },
  ];
}

function storeProblems(stats: StatsView): OverviewProblem[] {
  if (stats.storeErrors === 0) return [];
  return [
    {
      id: 'store',
      severity: 'stale',
      title: `Redis did not answer ${formatPlural(stats.storeErrors, 'time', 'times')}`,
      detail: 'Services loaded from origin or served older values meanwhile.',
    },
  ];
}

function emptyWaves(waves: readonly WaveView[]): OverviewProblem[] {
  // Without a root it was a prefix that no key begins with: normal when a service starts anew.
  const finished = waves.filter((wave) => wave.state === 'complete' && wave.roots.length > 0);
  const empty = finished.filter((wave) => wave.zeroMatch);
  const [newest] = empty;
  // Now and then a change concerns nothing that is cached: only when it is common is it a sign of a wrong name.
  if (!newest || empty.length < Math.max(3, finished.length * 0.2)) return [];
  const root = newest.roots[0];
  return [
    {
      id: 'zero-match',
      severity: 'stale',
      title: `${formatCount(empty.length)} of the last ${formatPlural(finished.length, 'wave', 'waves')} matched nothing`,
      detail: `A tag or key may be spelled differently from what the services use. The newest: ${describeGuard(root ?? '')}.`,
      href: `/waves/${encodeURIComponent(newest.id)}`,
    },
  ];
}

function stuckWaves(waves: readonly WaveView[]): OverviewProblem[] {
  const stuck = waves.filter((wave) => wave.state === 'running' && wave.attempts > 1);
  const [first] = stuck;
  if (!first) return [];
  return [
    {
      id: 'stuck',
      severity: 'invalid',
      title: `${formatPlural(stuck.length, 'wave', 'waves')} not finished after ${formatPlural(first.attempts, 'try', 'tries')}`,
      detail: 'Until it is complete, old data may be served for what it reaches.',
      href: `/waves/${encodeURIComponent(first.id)}`,
    },
  ];
}

/** All problems that the data shows, worst first. */
export function findProblems(data: {
  health: HealthView | undefined;
  stats: StatsView | undefined;
  waves: readonly WaveView[];
}): OverviewProblem[] {
  const { health, stats, waves } = data;
  const found: OverviewProblem[] = [
    ...(health ? healthProblems(health) : []).map((problem) => ({
      id: problem.title,
      severity: 'invalid' as const,
      ...problem,
    })),
    ...stuckWaves(waves),
    ...(stats ? [...loadProblems(stats), ...storeProblems(stats)] : []),
    ...emptyWaves(waves),
  ];
  return found.sort((a, b) => Number(a.severity === 'stale') - Number(b.severity === 'stale'));
}
