import { Route } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { describeGuard } from '@/lib/words';
import type { PathPick } from './use-path-pick';

/** Says that the next node ends a path, until one is chosen. */
export function PathBanner({ pick }: { pick: PathPick }) {
  return (
    <div role="status" className="empty:hidden">
      {pick.from !== null && (
        <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-accent-soft px-3 py-2 text-[13px]">
          <Route className="size-4 shrink-0 text-accent-strong" aria-hidden />
          <span className="min-w-0 break-words">
            Path from <bdi className="font-medium">{describeGuard(pick.from)}</bdi>: choose the node
            where it ends, here or in the search box.
          </span>
          <Button size="sm" onClick={pick.cancel}>
            Cancel
          </Button>
        </p>
      )}
    </div>
  );
}
