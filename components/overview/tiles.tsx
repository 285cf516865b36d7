import { percentile, rankReasons, countLookups } from '@/components/charts/series';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import type { StatsView, WaveView } from '@/lib/contract';
import {
  formatCompact,
  formatCount,
  formatDuration,
  formatPlural,
  formatRate,
  formatRatio,
} from '@/lib/format';
import { describeMissReason } from '@/lib/words';

interface Tile {
  label: string;
  value: string;
  note: string;
  title?: string;
}

function freshTime(
  { freshTime: fresh }: StatsView,
  waves: readonly WaveView[],
  sinceAt: number,
): Tile {
  const times = waves
    .filter((wave) => wave.state === 'complete' && new Date(wave.startedAt).getTime() >= sinceAt)
    .map((wave) => wave.durationMs);
  const wave = percentile(times, 0.5);
  const waveNote = wave === null ? 'no waves in this range' : `waves ${formatDuration(wave)}`;
  return {
    label: 'Change to fresh, p50',
    value: fresh === null ? '–' : formatDuration(fresh.p50Ms),
    note: fresh === null ? waveNote : `p95 ${formatDuration(fresh.p95Ms)}, ${waveNote}`,
    title:
      'From a change until what it took away was stored anew; waves: until nothing old could be read any more (median)',
  };
}

function wastedNote({ wasted, reloaded }: StatsView): string {
  return reloaded === 0 ? '' : `, ${formatRatio(wasted / reloaded)} wasted`;
}

function tilesOf(stats: StatsView, waves: readonly WaveView[], readAt: number): Tile[] {
  const lookups = countLookups(stats);
  const [topReason] = rankReasons(stats.missesByReason);
  return [
    {
      label: 'Hit ratio',
      value: formatRatio(stats.hitRatio),
      note: `with ${formatPlural(stats.staleServes, 'stale answer', 'stale answers')}`,
      title: 'Hits and stale serves over all lookups',
    },
    {
      label: 'Lookups per second',
      value: formatRate((lookups * 1000) / stats.windowMs),
      note: `${formatCount(lookups)} in this range`,
    },
    {
      label: 'Misses',
      value: formatCompact(stats.misses),
      note: topReason
        ? `most: ${describeMissReason(topReason[0]).toLowerCase()} (${formatCount(topReason[1])})`
        : 'none in this range',
    },
    {
      label: 'Entries invalidated',
      value: formatCompact(stats.invalidations),
      note: `by ${formatPlural(stats.waves, 'wave', 'waves')}${wastedNote(stats)}`,
      title: 'Wasted: loaded again and found to be the same, where the value before was known',
    },
    {
      label: 'Entries warmed',
      value: formatCompact(stats.warmings),
      note: `${formatPlural(stats.loads, 'load', 'loads')} in all, ${formatCount(stats.loadsCollapsed)} shared`,
      title: 'Loaded ahead of need. Shared: callers answered by a load that somebody else ran',
    },
    freshTime(stats, waves, readAt - stats.windowMs),
  ];
}

const grid = 'grid grid-cols-2 gap-px overflow-hidden bg-line md:grid-cols-3 xl:grid-cols-6';

/** The range in six numbers. */
export function Tiles({
  stats,
  waves,
  readAt,
}: {
  stats: StatsView;
  waves: readonly WaveView[];
  readAt: number;
}) {
  return (
    <Card aria-label="Totals of this range">
      <dl className={`${grid} rounded-lg`}>
        {tilesOf(stats, waves, readAt).map((tile) => (
          <div key={tile.label} title={tile.title} className="bg-surface px-4 py-3">
            <dt className="text-xs text-ink-muted">{tile.label}</dt>
            <dd className="tabular mt-1 text-2xl leading-8 font-semibold tracking-tight">
              {tile.value}
            </dd>
            <dd className="tabular mt-0.5 text-xs text-ink-muted">{tile.note}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function TilesSkeleton() {
  return (
    <div className={`${grid} rounded-lg border border-line`}>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
        <div key={place} className="bg-surface px-4 py-3">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="mt-2 h-7 w-24" />
          <Skeleton className="mt-2 h-3 w-28" />
        </div>
      ))}
    </div>
  );
}
