'use client';

import { Eye } from 'lucide-react';
import { useState } from 'react';
import { ImpactSummary } from '@/components/purge/impact-summary';
import { useImpact } from '@/components/purge/use-impact';
import { ErrorState } from '@/components/shared/error-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { TargetsInput } from '@/lib/contract';

/** What a purge from this node would do, computed by the server on request, without doing it. */
export function NodePreview({ targets }: { targets: TargetsInput }) {
  const [asked, setAsked] = useState(false);
  const impact = useImpact(targets, asked);
  if (!asked)
    return (
      <Button size="sm" className="justify-self-start" onClick={() => setAsked(true)}>
        <Eye aria-hidden /> Preview the impact
      </Button>
    );
  return (
    <section aria-label="Impact of a purge" className="rounded-md border border-line p-3">
      {impact.isPending && (
        <div role="status" aria-label="Computing the impact" className="grid gap-2">
          <Skeleton />
          <Skeleton className="w-2/3" />
        </div>
      )}
      {impact.isError && (
        <ErrorState
          what="The impact could not be computed"
          error={impact.error}
          onRetry={() => void impact.refetch()}
        />
      )}
      {impact.data && <ImpactSummary impact={impact.data} details />}
      {impact.data && (
        <Button size="sm" variant="ghost" className="mt-2" onClick={() => void impact.refetch()}>
          Compute again
        </Button>
      )}
    </section>
  );
}
