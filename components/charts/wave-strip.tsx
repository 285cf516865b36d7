'use client';

import Link from 'next/link';
import { Tooltip } from '@/components/ui/tooltip';
import type { WaveView } from '@/lib/contract';
import { formatClock, formatCount, formatPlural } from '@/lib/format';
import { describeCause } from '@/lib/words';
import { plotInset } from './time-chart';
import { markSizePx, type WaveMark } from './wave-marks';

const named = 4;

function Names({ waves }: { waves: readonly WaveView[] }) {
  return (
    <>
      {waves.slice(0, named).map((wave) => (
        <span key={wave.id} className="block">
          {formatClock(wave.startedAt)} {describeCause(wave.cause)}:{' '}
          {formatPlural(wave.invalidated, 'entry', 'entries')}
        </span>
      ))}
      {waves.length > named && (
        <span className="block text-ink-muted">and {formatCount(waves.length - named)} more</span>
      )}
    </>
  );
}

function hrefOf(mark: WaveMark<WaveView>): string {
  const [first, second] = mark.waves;
  return first && !second ? `/waves/${encodeURIComponent(first.id)}` : '/waves';
}

function labelOf(mark: WaveMark<WaveView>): string {
  const [first, second] = mark.waves;
  const size = formatPlural(mark.invalidated, 'entry', 'entries');
  if (first && !second)
    return `Wave at ${formatClock(first.startedAt)}: ${describeCause(first.cause)}, ${size}`;
  return `${formatPlural(mark.waves.length, 'wave', 'waves')} from ${formatClock(mark.at)}, ${size}`;
}

/** Waves on the time axis of the chart above: one mark per 24 px, as large as what it invalidated. */
export function WaveStrip({ marks }: { marks: readonly WaveMark<WaveView>[] }) {
  const most = Math.max(0, ...marks.map((mark) => mark.invalidated));
  return (
    <div className="flex items-center" style={{ paddingRight: plotInset.right }}>
      <span className="shrink-0 text-2xs text-ink-muted" style={{ width: plotInset.left }}>
        Waves
      </span>
      <ul className="relative h-6 flex-1 rounded-sm bg-sunken" aria-label="Waves on the time axis">
        {marks.map((mark) => {
          const size = markSizePx(mark.invalidated, most);
          return (
            <li
              key={mark.position}
              className="absolute top-0 -translate-x-1/2"
              style={{ left: `${mark.position * 100}%` }}
            >
              <Tooltip content={<Names waves={mark.waves} />}>
                <Link
                  href={hrefOf(mark)}
                  aria-label={labelOf(mark)}
                  className="grid size-6 place-items-center rounded-full"
                >
                  <span
                    className={
                      mark.invalidated > 0
                        ? 'block rounded-full bg-invalid'
                        : 'block rounded-full border border-line-strong'
                    }
                    style={{ width: size, height: size }}
                  />
                </Link>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
