import { Eraser, type LucideIcon, RotateCcw, ServerCog, Timer, Zap } from 'lucide-react';
import type { WaveView } from '@/lib/contract';
import { causeKinds, describeCause } from '@/lib/words';

const icons: Record<WaveView['cause']['kind'], LucideIcon> = {
  event: Zap,
  purge: Eraser,
  call: ServerCog,
  schedule: Timer,
  replay: RotateCcw,
};

/** What started a wave, in words, with an icon of its kind. */
export function WaveCause({ cause }: { cause: WaveView['cause'] }) {
  const Icon = icons[cause.kind];
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />
      <span className="sr-only">{causeKinds[cause.kind]}: </span>
      <bdi className="truncate" title={describeCause(cause)}>
        {describeCause(cause)}
      </bdi>
    </span>
  );
}
