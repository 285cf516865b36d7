'use client';

import { useId } from 'react';
import { useWarmJob } from '@/components/purge/use-warm-job';
import { WarmJobFacts } from '@/components/purge/warm-job-facts';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { isApiError } from '@/lib/api-client';
import { formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';

/** What became of the entries that the wave handed to warming: progress, failures with retry, what nobody can load. */
export function WarmProgress({ waveId, queued }: { waveId: string; queued: number }) {
  const id = useId();
  const job = useWarmJob(waveId);
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Warming"
        note={`${formatPlural(queued, 'entry', 'entries')} handed over`}
      />
      <div className="grid gap-3 p-4 text-[13px]">
        {job.isPending && <Skeleton className="w-1/2" />}
        {job.isError && !job.data && (
          <p className="text-ink-muted">
            {isApiError(job.error, 'not-found')
              ? 'The queue no longer knows this job: finished jobs are kept for a limited time.'
              : `The job could not be read: ${showText(job.error.message)}`}
          </p>
        )}
        {job.data && <WarmJobFacts job={job.data} />}
      </div>
    </Card>
  );
}
