'use client';

import { CircleStop } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import { ErrorState } from '@/components/shared/error-state';
import { GuardList } from '@/components/shared/guard-list';
import { PageHeader } from '@/components/shared/page-header';
import { useWhyNotOperate } from '@/components/shared/session';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import type { PurgeJobView } from '@/lib/contract';
import { formatDuration, formatInstant, formatPlural } from '@/lib/format';
import { describeCause, modeWords } from '@/lib/words';
import { GatedButton } from './gated-button';
import { isPurgeRunning, useAbortPurge, usePurgeJob } from './use-purge-job';
import { WarmJobFacts } from './warm-job-facts';

/** `214 entries invalidated; 31 of 50 warmed`: also what an abort leaves done. */
export function describePurgeJob({ wave, warm }: PurgeJobView): string {
  const cut =
    wave.state === 'running'
      ? 'The wave is running; it is completed whatever happens.'
      : `${formatPlural(wave.invalidated, 'entry', 'entries')} invalidated`;
  return warm === null ? cut : `${cut}; ${warm.done} of ${warm.total} warmed again`;
}

/** One purge as a job: the wave, the warming after it, and what can still be ended. */
export function PurgeJobPage({ id }: { id: string }) {
  const job = usePurgeJob(id);
  const above = (
    <Link href="/purge" className="rounded-sm hover:underline">
      Purge
    </Link>
  );
  if (job.data) return <JobDetail id={id} job={job.data} above={above} />;
  return (
    <>
      <PageHeader above={above} title="Purge" />
      <Card>
        {job.isError ? (
          <ErrorState
            what="This purge could not be read"
            error={job.error}
            onRetry={() => void job.refetch()}
            stillWorks="The journal keeps waves for a limited time; the audit trail keeps all."
          />
        ) : (
          <TableSkeleton label="Reading the purge" />
        )}
      </Card>
    </>
  );
}

function JobDetail({ id, job, above }: { id: string; job: PurgeJobView; above: React.ReactNode }) {
  const { wave, warm } = job;
  const waveTitle = useId();
  const warmTitle = useId();
  return (
    <>
      <PageHeader
        above={above}
        title={<bdi>{describeCause(wave.cause)}</bdi>}
        description={describePurgeJob(job)}
        actions={
          <>
            <Button asChild>
              <Link href={`/waves/${encodeURIComponent(wave.id)}`}>See the wave</Link>
            </Button>
            {isPurgeRunning(job) && warm !== null && <AbortButton id={id} job={job} />}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card aria-labelledby={waveTitle}>
          <CardHeader
            id={waveTitle}
            title="Invalidation"
            note={
              wave.state === 'running' ? 'running' : `done in ${formatDuration(wave.durationMs)}`
            }
          />
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 p-4 text-[13px]">
            <dt className="text-ink-muted">Invalidated</dt>
            <dd className="tabular">{formatPlural(wave.invalidated, 'entry', 'entries')}</dd>
            <dt className="text-ink-muted">Targets</dt>
            <dd>
              <GuardList guards={wave.roots} limit={8} />
            </dd>
            <dt className="text-ink-muted">How</dt>
            <dd>{modeWords[wave.mode]}</dd>
            <dt className="text-ink-muted">Started</dt>
            <dd className="tabular">{formatInstant(wave.startedAt)}</dd>
            {wave.attempts > 1 && (
              <>
                <dt className="text-ink-muted">Attempts</dt>
                <dd className="tabular">{wave.attempts}: finished by another process</dd>
              </>
            )}
          </dl>
        </Card>
        <Card aria-labelledby={warmTitle}>
          <CardHeader id={warmTitle} title="Warming" note="the busiest, after the wave" />
          <div className="grid gap-3 p-4 text-[13px]">
            {warm === null ? (
              <p className="text-ink-muted">
                Nothing was asked for. Entries come back with their next readers.
              </p>
            ) : (
              <WarmJobFacts job={warm} />
            )}
          </div>
        </Card>
      </div>
    </>
  );
}

function AbortButton({ id, job }: { id: string; job: PurgeJobView }) {
  const whyNot = useWhyNotOperate();
  const abort = useAbortPurge(id);
  return (
    <span className="flex items-center gap-2">
      <GatedButton
        whyNot={whyNot}
        variant="outlineDanger"
        disabled={abort.isPending}
        aria-label={`Abort the warming. Stays done: ${describePurgeJob(job)}`}
        onClick={() => abort.mutate()}
      >
        <CircleStop aria-hidden /> Abort the warming
      </GatedButton>
      {abort.isError && (
        <span role="alert" className="text-xs text-invalid">
          {abort.error.message}
        </span>
      )}
    </span>
  );
}
