import { CircleCheck, CircleHelp, CircleSlash, CircleX, type LucideIcon } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { type Outcome, outcomeWords } from './audit-words';

const looks: Record<Outcome, { icon: LucideIcon; tone: BadgeTone }> = {
  done: { icon: CircleCheck, tone: 'fresh' },
  refused: { icon: CircleSlash, tone: 'stale' },
  failed: { icon: CircleX, tone: 'invalid' },
  unknown: { icon: CircleHelp, tone: 'missing' },
};

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { icon: Icon, tone } = looks[outcome];
  const { word, meaning } = outcomeWords[outcome];
  return (
    <Badge tone={tone} title={meaning}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
