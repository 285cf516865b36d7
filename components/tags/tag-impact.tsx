'use client';

import { RotateCw } from 'lucide-react';
import { useId } from 'react';
import { ImpactSummary } from '@/components/purge/impact-summary';
import { useImpact } from '@/components/purge/use-impact';
import { ErrorState } from '@/components/shared/error-state';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { formatClock } from '@/lib/format';

/** What purging this tag would do now. Computed once, and again when asked. */
export function TagImpact({ tag }: { tag: string }) {
  const id = useId();
  const impact = useImpact({ tags: [tag] }, true);
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="If it were purged now"
        note={impact.data ? `as of ${formatClock(impact.dataUpdatedAt)}` : undefined}
        actions={
          <Button
            size="sm"
            variant="ghost"
            disabled={impact.isFetching}
            onClick={() => void impact.refetch()}
          >
            <RotateCw aria-hidden /> Preview again
          </Button>
        }
      />
      {impact.isPending && (
        <div className="grid gap-2 p-4" role="status" aria-label="Computing the impact">
          <Skeleton className="w-4/5" />
          <Skeleton className="w-3/5" />
        </div>
      )}
      {impact.isError && !impact.data && (
        <ErrorState
          what="The impact could not be computed"
          error={impact.error}
          onRetry={() => void impact.refetch()}
        />
      )}
      {impact.data && (
        <div className="p-4">
          <ImpactSummary impact={impact.data} details />
        </div>
      )}
    </Card>
  );
}
