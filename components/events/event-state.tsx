import { CircleCheck, CircleSlash, Clock, type LucideIcon, Skull } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { EventState } from '@/lib/contract';
import { stateWords } from './event-words';

const looks: Record<EventState, { icon: LucideIcon; tone: BadgeTone }> = {
  received: { icon: Clock, tone: 'loading' },
  applied: { icon: CircleCheck, tone: 'fresh' },
  rejected: { icon: CircleSlash, tone: 'stale' },
  dead: { icon: Skull, tone: 'invalid' },
};

export function EventStateBadge({ state }: { state: EventState }) {
  const { icon: Icon, tone } = looks[state];
  const { word, meaning } = stateWords[state];
  return (
    <Badge tone={tone} title={meaning}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
