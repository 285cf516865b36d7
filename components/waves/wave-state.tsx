import { CircleCheck, CircleSlash, LoaderCircle } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { WaveView } from '@/lib/contract';

/** Whether a wave is through, still walking, or found nothing. */
export function WaveState({ wave }: { wave: Pick<WaveView, 'state' | 'zeroMatch'> }) {
  if (wave.state === 'running')
    return (
      <Badge tone="loading" title="The walk is not finished; old data may still be read">
        <LoaderCircle aria-hidden /> Running
      </Badge>
    );
  if (wave.zeroMatch)
    return (
      <Badge title="Nothing that was cached matched">
        <CircleSlash aria-hidden /> No match
      </Badge>
    );
  return (
    <Badge tone="fresh" title="Everything it reached is invalidated">
      <CircleCheck aria-hidden /> Complete
    </Badge>
  );
}
