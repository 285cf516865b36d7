'use client';

import { useId } from 'react';
import { ErrorState } from '@/components/shared/error-state';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { formatClock } from '@/lib/format';
import { ImpactSummary } from './impact-summary';
import type { useImpact } from './use-impact';

/** What the purge would reach, as of a moment ago, while somebody still fills in the form. */
export function ImpactBeside({
  impact,
  isEmpty,
}: {
  impact: ReturnType<typeof useImpact>;
  isEmpty: boolean;
}) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Impact"
        note={impact.data && !isEmpty ? `as of ${formatClock(impact.dataUpdatedAt)}` : undefined}
      />
      <div className="p-4">
        {isEmpty && (
          <p className="text-[13px] text-ink-muted">
            Name something on the left: the server then says what it would reach.
          </p>
        )}
        {!isEmpty && impact.isPending && (
          <div className="grid gap-2" role="status" aria-label="Loading the impact">
            <Skeleton className="w-full" />
            <Skeleton className="w-2/3" />
          </div>
        )}
        {!isEmpty && impact.isError && !impact.data && (
          <ErrorState
            what="The impact could not be computed"
            error={impact.error}
            onRetry={() => void impact.refetch()}
            stillWorks="Nothing was purged."
          />
        )}
        {!isEmpty && impact.data && <ImpactSummary impact={impact.data} details />}
      </div>
    </Card>
  );
}
