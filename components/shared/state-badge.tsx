import { Badge } from '@/components/ui/badge';
import { type ShownState, states } from './states';

/** A state as icon + word + colour. */
export function StateBadge({ state, className }: { state: ShownState; className?: string }) {
  const look = states[state];
  const Icon = look.icon;
  return (
    <Badge tone={state} title={look.meaning} className={className}>
      <Icon aria-hidden />
      {look.word}
    </Badge>
  );
}
