// What on the overview needs somebody: an empty list is the normal case and then nothing is shown at all.
import type { EventSourceView, HealthView, StatsView, WaveView } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural, formatRatio } from '@/lib/format';
import { healthProblems } from '@/lib/health';
import { showText } from '@/lib/show-text';
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

/** A source that says nothing for far longer than usual hides changes; dead letters are changes nobody applied. */
function sourceProblems(sources: readonly EventSourceView[]): OverviewProblem[] {
  return sources.flatMap((source): OverviewProblem[] => {
    const name = showText(source.source);
    const problems: OverviewProblem[] = [];
    const href = `/events?source=${encodeURIComponent(source.source)}`;
    if (source.deadLetters > 0) {
      problems.push({
        id: `dead:${source.source}`,
        severity: 'invalid',
        title: `${formatPlural(source.deadLetters, 'event', 'events')} of ${name} could not be applied`,
        detail:
          'What they changed may still be served as it was. Their errors are with the events.',
        href,
      });
    }
    if (source.silent) {
      const usual =
        source.silentAfterMs === null
          ? ''
          : `, more than ${formatDuration(source.silentAfterMs)} without a word`;
      problems.push({
        id: `silent:${source.source}`,
        severity: 'stale',
        title: `${name} has gone silent${usual}`,
        detail: 'If it changes data and does not say so, old data is served until it expires.',
        href,
      });
    }
    if (source.matchedNothing > 0 && source.matchedNothing >= source.received * 0.2) {
      problems.push({
        id: `unmatched:${source.source}`,
        severity: 'stale',
        title: `${formatCount(source.matchedNothing)} of ${formatPlural(source.received, 'event', 'events')} of ${name} matched nothing`,
        detail: 'In the last hour. A rule may name other keys or tags than the services use.',
        href,
      });
    }
    return problems;
  });
}

/** Values that Redis gave away or garbled: rare, and a sign of its memory or of another writer. */
function valueProblems({ missesByReason, misses }: StatsView): OverviewProblem[] {
  const broken = missesByReason.undecodable ?? 0;
  const evicted = missesByReason.evicted ?? 0;
  const problems: OverviewProblem[] = [];
  if (broken > 0) {
    problems.push({
      id: 'undecodable',
      severity: 'stale',
      title: `${formatPlural(broken, 'value', 'values')} could not be read`,
      detail:
        'They were loaded again. Something else may write under the same keys, or a service runs another version.',
    });
  }
  if (evicted >= 10 && evicted >= misses * 0.1) {
    problems.push({
      id: 'evicted',
      severity: 'stale',
      title: `${formatRatio(evicted / misses)} of the misses were evicted entries`,
      detail: 'Redis runs out of memory (maxmemory) and lets entries go before they expire.',
    });
  }
  return problems;
}

/** All problems that the data shows, worst first. */
export function findProblems(data: {
  health: HealthView | undefined;
  stats: StatsView | undefined;
  waves: readonly WaveView[];
  sources?: readonly EventSourceView[];
}): OverviewProblem[] {
  const { health, stats, waves, sources = [] } = data;
  const found: OverviewProblem[] = [
    ...(health ? healthProblems(health) : []).map((problem) => ({
      id: problem.title,
      severity: 'invalid' as const,
      ...problem,
    })),
    ...stuckWaves(waves),
    ...sourceProblems(sources),
    ...(stats ? [...loadProblems(stats), ...storeProblems(stats), ...valueProblems(stats)] : []),
    ...emptyWaves(waves),
  ];
  return found.sort((a, b) => Number(a.severity === 'stale') - Number(b.severity === 'stale'));
}
