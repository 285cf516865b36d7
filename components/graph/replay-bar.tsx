'use client';

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { WaveView } from '@/lib/contract';
import { formatDuration, formatPlural } from '@/lib/format';

const STEP_MS = 1_000;

/** `Level 2 of 4: 12 entries, 0.4–0.9 ms after the start`. */
export function stepWords(wave: WaveView, steps: readonly number[], step: number): string {
  const depth = steps[step] ?? 0;
  const level = wave.levels.find((one) => one.depth === depth);
  const place = `Step ${step + 1} of ${steps.length}`;
  if (level === undefined)
    return depth === 0
      ? `${place}: ${formatPlural(wave.roots.length, 'target', 'targets')}`
      : `${place}: level ${depth}`;
  const what = `${place}: level ${depth}, ${formatPlural(level.count, 'entry', 'entries')}`;
  if (level.fromMs === undefined || level.toMs === undefined) return what;
  return level.fromMs === level.toMs
    ? `${what}, ${formatDuration(level.toMs)} after the start`
    : `${what}, ${formatDuration(level.fromMs)} to ${formatDuration(level.toMs)} after the start`;
}

/** Steps through a wave: by hand, or a level a second. */
export function ReplayBar({
  wave,
  steps,
  step,
  onStep,
}: {
  wave: WaveView;
  steps: readonly number[];
  step: number;
  onStep: (step: number) => void;
}) {
  const [playing, setPlaying] = useState(false);
  const last = steps.length - 1;
  const runs = playing && step < last;
  useEffect(() => {
    if (!runs) return;
    const timer = setTimeout(() => onStep(step + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [runs, step, onStep]);
  const go = (to: number) => {
    setPlaying(false);
    onStep(to);
  };
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-surface px-3 py-1.5 text-[13px]">
      <div role="group" aria-label="Replay" className="flex items-center gap-1">
        <Button size="iconSm" aria-label="First step" disabled={step === 0} onClick={() => go(0)}>
          <ChevronFirst aria-hidden />
        </Button>
        <Button
          size="iconSm"
          aria-label="Step back"
          disabled={step === 0}
          onClick={() => go(step - 1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <Button
          size="sm"
          variant="primary"
          onClick={() => {
            if (runs) return setPlaying(false);
            if (step >= last) onStep(0);
            setPlaying(true);
          }}
        >
          {runs ? <Pause aria-hidden /> : <Play aria-hidden />}
          {runs ? 'Pause' : 'Play'}
        </Button>
        <Button
          size="iconSm"
          aria-label="Step forward"
          disabled={step >= last}
          onClick={() => go(step + 1)}
        >
          <ChevronRight aria-hidden />
        </Button>
        <Button
          size="iconSm"
          aria-label="Last step"
          disabled={step >= last}
          onClick={() => go(last)}
        >
          <ChevronLast aria-hidden />
        </Button>
      </div>
      <p role="status" className="tabular">
        {stepWords(wave, steps, step)}
      </p>
    </div>
  );
}
