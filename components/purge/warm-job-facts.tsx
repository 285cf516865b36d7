'use client';

import { StoredText } from '@/components/shared/stored-text';
import type { WarmJobView } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { WarmButton } from './warm-button';

export const warmStateWords: Record<WarmJobView['state'], string> = {
  waiting: 'Waiting for a process with the loaders',
  delayed: 'Waiting to be tried again',
  active: 'Loading',
  completed: 'Done',
  failed: 'Failed',
};
const SHOWN_FAILURES = 20;

/** How far a warm has come, what it could not load, and why. */
export function WarmJobFacts({ job }: { job: WarmJobView }) {
  const { report, total } = job;
  const done = report === null ? job.done : total;
  return (
    <>
      <div>
        <p className="mb-1 flex justify-between gap-3">
          <span className="font-medium">{warmStateWords[job.state]}</span>
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
          {formatCount(report.unloadable.length)} without a loader in any live process
          {report.cancelled > 0 &&
            `, ${formatCount(report.cancelled)} not begun because it was aborted`}
          .
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
