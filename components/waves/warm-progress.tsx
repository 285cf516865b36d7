'use client';

import { useId } from 'react';
import { WarmButton } from '@/components/purge/warm-button';
import { StoredText } from '@/components/shared/stored-text';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { isApiError } from '@/lib/api-client';
import type { WarmJobView } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { useWarmJob } from './use-warm-job';

const stateWords: Record<WarmJobView['state'], string> = {
  waiting: 'Waiting for a process with the loaders',
  delayed: 'Waiting to be tried again',
  active: 'Loading',
  completed: 'Done',
  failed: 'Failed',
};
const SHOWN_FAILURES = 20;

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
        {job.data && <JobFacts job={job.data} />}
      </div>
    </Card>
  );
}

function JobFacts({ job }: { job: WarmJobView }) {
  const { report, total } = job;
  const done = report === null ? job.done : total;
  return (
    <>
      <div>
        <p className="mb-1 flex justify-between gap-3">
          <span className="font-medium">{stateWords[job.state]}</span>
          <span className="tabular">
            {formatCount(done)} of {formatCount(total)}
          </span>
        </p>
        <progress
          aria-label="Warmed"
          value={done}
          max={Math.max(1, total)}
          className="block h-2 w-full overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-fresh [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-fresh"
        />
      </div>
      {job.error !== null && <p className="text-invalid">{showText(job.error)}</p>}
      {report !== null && (
        <p className="tabular text-ink-muted">
          {formatPlural(report.warmed, 'entry', 'entries')} loaded in{' '}
          {formatDuration(report.durationMs)}, {formatCount(report.skipped)} fresh already,{' '}
          {formatCount(report.unloadable.length)} without a loader in any live process.
        </p>
      )}
      {report !== null && report.failed.length > 0 && <Failures failed={report.failed} />}
    </>
  );
}

function Failures({ failed }: { failed: NonNullable<WarmJobView['report']>['failed'] }) {
  const keys = failed.map(({ key }) => key);
  const label = formatPlural(failed.length, 'failed entry', 'failed entries');
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium text-invalid">{label}</span>
        <WarmButton targets={{ keys }} label={label} text="Try again" size="sm" />
      </p>
      <ul className="grid gap-1 text-xs">
        {failed.slice(0, SHOWN_FAILURES).map(({ key, error }) => (
          <li key={key} className="flex gap-3">
            <StoredText text={key} className="min-w-0 flex-1" />
            <span className="min-w-0 flex-1 break-words text-ink-muted">{showText(error)}</span>
          </li>
        ))}
      </ul>
      {failed.length > SHOWN_FAILURES && (
        <p className="text-xs text-ink-muted">
          Showing {SHOWN_FAILURES} of {formatCount(failed.length)}.
        </p>
      )}
    </div>
  );
}
