import { Waypoints } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';
import type { GraphViewModel } from '@/lib/contract';
import { writePath } from '@/lib/selectors';
import { describeGuard } from '@/lib/words';
import { endsOfPath } from './selection-actions';
import type { GraphActions } from './use-graph-state';

/** Why there is nothing in the picture, and what to do next. */
export function NothingToDraw({ view, actions }: { view: GraphViewModel; actions: GraphActions }) {
  const back = <Button onClick={() => actions.focusOn(null)}>Show all types</Button>;
  if (view.select !== null) return <NothingSelected select={view.select} actions={actions} />;
  if (view.focus === null)
    return (
      <EmptyState icon={Waypoints} title="Nothing is cached in this namespace yet">
        As soon as a service reads through the cache, its keys, tags and dependencies appear here.
      </EmptyState>
    );
  return (
    <EmptyState icon={Waypoints} title="Nothing is known under this name" action={back}>
      No cached entry has this key or tag, and nothing depends on it. It may have expired, or the
      service writes the name differently.
    </EmptyState>
  );
}

function NothingSelected({ select, actions }: { select: string; actions: GraphActions }) {
  const ends = endsOfPath(select);
  const back = <Button onClick={() => actions.focusOn(null)}>Show all types</Button>;
  if (ends === null)
    return (
      <EmptyState icon={Waypoints} title="Nothing cached matches this selector" action={back}>
        Names are matched exactly, upper and lower case included. An entry that a wave has removed
        is not selected until it is read again.
      </EmptyState>
    );
  const reverse = writePath(ends.to, ends.from);
  return (
    <EmptyState
      icon={Waypoints}
      title="No path leads there"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {reverse !== null && (
            <Button variant="primary" onClick={() => actions.selectBy(reverse)}>
              Look the other way round
            </Button>
          )}
          {back}
        </div>
      }
    >
      A change of <bdi>{describeGuard(ends.from)}</bdi> does not reach{' '}
      <bdi>{describeGuard(ends.to)}</bdi> through what is cached now.
    </EmptyState>
  );
}
