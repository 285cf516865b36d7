'use client';

import { Waves } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useLiveWaves } from '@/components/shared/live-waves';
import { useNow } from '@/components/shared/use-now';
import type { GraphViewModel, WaveNotice } from '@/lib/contract';
import { formatAgo, formatCount, formatPlural } from '@/lib/format';
import { describeCause, describeGuard } from '@/lib/words';
import { lightWave } from './wave-light';

const SHOWN_ROOTS = 2;

/** Names the last wave: what caused it, where it began, how far it went. */
export function WaveStrip({ view }: { view: GraphViewModel }) {
  const { waves, paused } = useLiveWaves();
  const [last] = waves;
  return (
    <div className="mb-3 flex min-h-9 items-center gap-2.5 rounded-md border border-line bg-surface px-3 py-1.5 text-[13px]">
      <Waves className="size-4 shrink-0 text-accent" aria-hidden />
      {last === undefined ? (
        <p className="text-ink-muted">
          {paused
            ? 'Live updates are paused.'
            : 'Listening. The next wave will be seen here as it spreads.'}
        </p>
      ) : (
        <WaveLine wave={last} view={view} />
      )}
    </div>
  );
}

function WaveLine({ wave, view }: { wave: WaveNotice; view: GraphViewModel }) {
  const now = useNow(1_000);
  const inView = useMemo(() => lightWave(view, wave).depths.size, [view, wave]);
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5">
      <Link
        href={`/waves/${encodeURIComponent(wave.id)}`}
        className="min-w-0 font-medium break-words underline-offset-2 hover:underline"
      >
        {describeCause(wave.cause)}
      </Link>
      <span className="min-w-0 text-ink-muted break-all">{describeRoots(wave.roots)}</span>
      <span className="tabular">
        {formatPlural(wave.invalidated, 'entry', 'entries')} invalidated
        {wave.levels.length > 0 && ` in ${formatPlural(wave.levels.length, 'level', 'levels')}`}
      </span>
      <span className="tabular text-ink-muted">
        {formatPlural(inView, 'node', 'nodes')} in this view · {formatAgo(wave.startedAt, now)}
      </span>
    </p>
  );
}

function describeRoots(roots: readonly string[]): string {
  const named = roots.slice(0, SHOWN_ROOTS).map(describeGuard).join(', ');
  const more = roots.length - SHOWN_ROOTS;
  return more > 0 ? `${named} and ${formatCount(more)} more` : named;
}
