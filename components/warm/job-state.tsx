import { CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon, RotateCw } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { WarmJobView } from '@/lib/contract';

const looks: Record<WarmJobView['state'], { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  waiting: { word: 'Waiting', tone: 'missing', icon: Clock },
  active: { word: 'Running', tone: 'loading', icon: LoaderCircle },
  delayed: { word: 'Tries again', tone: 'stale', icon: RotateCw },
  failed: { word: 'Failed', tone: 'invalid', icon: CircleX },
  completed: { word: 'Done', tone: 'fresh', icon: CircleCheck },
};

/** A job's state as icon, word and colour. */
export function JobState({ job }: { job: WarmJobView }) {
  const { word, tone, icon: Icon } = looks[job.state];
  const isCut = job.state === 'completed' && (job.report?.cancelled ?? 0) > 0;
  return (
    <Badge tone={isCut ? 'missing' : tone}>
      <Icon aria-hidden />
      {isCut ? 'Aborted' : word}
    </Badge>
  );
}

export const isOver = (job: WarmJobView): boolean =>
  job.state === 'completed' || job.state === 'failed';
