'use client';

import { CircleHelp } from 'lucide-react';
import { useId } from 'react';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import type { ExplanationView } from '@/lib/contract';
import { showText } from '@/lib/show-text';
import { ExplainChain } from './explain-chain';
import { reasonWords } from './reason-words';
import type { useExplanation } from './use-entry';

/** The verdict in one sentence, and the way from the event to this entry. */
export function ExplainCard({ explanation }: { explanation: ReturnType<typeof useExplanation> }) {
  const id = useId();
  const { data, isPending, isError, error, refetch, dataUpdatedAt } = explanation;
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title="Why it is so" actions={data && <ReasonBadge told={data} />} />
      <div className="grid gap-4 p-4">
        {isPending && (
          <div className="grid gap-2" role="status" aria-label="Loading the explanation">
            <Skeleton className="w-4/5" />
            <Skeleton className="w-2/5" />
          </div>
        )}
        {isError && !data && (
          <ErrorState
            what="This entry could not be explained"
            error={error}
            onRetry={() => void refetch()}
          />
        )}
        {isError && data && (
          <StaleDataNote
            what="The explanation could not be refreshed"
            error={error}
            onRetry={() => void refetch()}
            dataAt={dataUpdatedAt}
          />
        )}
        {data && (
          <>
            <p data-testid="verdict" className="text-sm break-words">
              {showText(data.verdict)}
            </p>
            <ExplainChain told={data} />
            {data.doubt && (
              <p className="flex gap-2 rounded-md bg-sunken px-3 py-2 text-xs text-ink-muted">
                <CircleHelp className="size-4 shrink-0" aria-hidden />
                <span>
                  {data.certain ? '' : 'Concluded from what is left. '}
                  {showText(data.doubt)}
                </span>
              </p>
            )}
          </>
        )}
      </div>
    </Card>
  );
}

function ReasonBadge({ told }: { told: ExplanationView }) {
  if (told.reason === null) return <Badge tone="fresh">current</Badge>;
  const tone = told.state === 'stale' ? 'stale' : 'missing';
  return (
    <Badge tone={tone} title={`Reason code: ${told.reason}`}>
      {reasonWords[told.reason]}
    </Badge>
  );
}
