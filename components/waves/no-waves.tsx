import { Activity, SearchX } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';

/** Why the list is empty. */
export function NoWaves({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState icon={SearchX} title="No wave among those looked at passes the filters">
        Look further back, or change the filters.
      </EmptyState>
    );
  return (
    <EmptyState icon={Activity} title="No wave yet">
      A wave starts when a change event, a service or a purge invalidates something. Purge a tag to
      see one.
    </EmptyState>
  );
}
