'use client';

import Link from 'next/link';
import { useId } from 'react';
import { useWarmJob } from '@/components/purge/use-warm-job';
import { WarmJobFacts } from '@/components/purge/warm-job-facts';
import { ErrorState } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { StoredText } from '@/components/shared/stored-text';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import type { WarmJobView } from '@/lib/contract';
import { formatInstant, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { JobActions } from './job-actions';
import { JobState } from './job-state';

const unloadableShown = 50;

/** One warm job: how far it is, what failed and why, what nobody can load. */
export function WarmJobPage({ id }: { id: string }) {
  const job = useWarmJob(id);
  const above = (
    <Link href="/warm" className="rounded-sm hover:underline">
      Warm
    </Link>
  );
  const title = showText(job.data?.about?.reason ?? 'Warm job');
  return (
    <>
      <PageHeader
        above={above}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <bdi>{title}</bdi>
            {job.data && <JobState job={job.data} />}
          </span>
        }
        description={job.data && describe(job.data)}
        actions={job.data && <Actions job={job.data} />}
      />
      {!job.data && (
        <Card>
          {job.isError ? (
            <ErrorState
              what="This job could not be read"
              error={job.error}
              onRetry={() => void job.refetch()}
              stillWorks="Finished jobs are kept for an hour; one that was taken out is not kept."
            />
          ) : (
            <TableSkeleton label="Reading the job" />
          )}
        </Card>
      )}
      {job.data && (
        <div className="grid gap-4">
          <Card aria-label="Progress">
            <div className="grid gap-3 p-4 text-[13px]">
              <WarmJobFacts job={job.data} />
            </div>
          </Card>
          <Unloadable job={job.data} />
        </div>
      )}
    </>
  );
}

function describe({ total, about }: WarmJobView): string {
  const keys = formatPlural(total, 'key', 'keys');
  if (!about) return keys;
  const tries = about.attempts > 1 ? `, try ${about.attempts}` : '';
  return `${keys}, asked for ${formatInstant(about.createdAt)}${tries}`;
}

function Actions({ job }: { job: WarmJobView }) {
  const waveId = job.about?.waveId ?? null;
  return (
    <>
      {waveId !== null && (
        <Button asChild>
          <Link href={`/waves/${encodeURIComponent(waveId)}`}>See the wave</Link>
        </Button>
      )}
      <JobActions job={job} />
    </>
  );
}

function Unloadable({ job }: { job: WarmJobView }) {
  const id = useId();
  const keys = job.report?.unloadable ?? [];
  if (keys.length === 0) return null;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Without a loader"
        note={`${formatPlural(keys.length, 'key', 'keys')} handed on to other processes`}
      />
      <ul className="grid gap-1 p-4">
        {keys.slice(0, unloadableShown).map((key) => (
          <li key={key}>
            <StoredText text={key} />
          </li>
        ))}
      </ul>
      {keys.length > unloadableShown && (
        <p className="px-4 pb-4 text-xs text-ink-muted">
          Showing {unloadableShown} of {formatPlural(keys.length, 'key', 'keys')}.
        </p>
      )}
    </Card>
  );
}
