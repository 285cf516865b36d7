'use client';

import { RotateCw, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { isApiError } from '@/lib/api-client';
import { endSentence, formatAgo } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { useNow } from './use-now';

interface Props {
  /** What could not be done, as a sentence start: `Tags could not be read`. */
  what: string;
  error: unknown;
  onRetry?: () => void;
  /** What still works. */
  stillWorks?: string;
}

function detailsOf(error: unknown): { detail: string; code: string | null; requestId: string } {
  if (isApiError(error))
    return { detail: error.problem.detail, code: error.code, requestId: error.requestId };
  return {
    detail: error instanceof Error ? error.message : 'The reason is unknown.',
    code: null,
    requestId: '',
  };
}

function ProblemLine({ error }: { error: unknown }) {
  const { code, requestId } = detailsOf(error);
  if (!code && !requestId) return null;
  return (
    <p className="mt-1 text-xs text-ink-muted">
      {code && (
        <a className="underline underline-offset-2" href={`/docs/problems#${code}`}>
          {code}
        </a>
      )}
      {requestId && (
        <>
          {code && ' · '}request <span className="font-mono">{requestId}</span>
        </>
      )}
    </p>
  );
}

/** A region that has nothing to show because reading failed. */
export function ErrorState({ what, error, onRetry, stillWorks }: Props) {
  return (
    <div role="alert" className="grid place-items-center px-6 py-14 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-invalid-soft text-invalid">
        <TriangleAlert className="size-5" aria-hidden />
      </span>
      <p className="text-sm font-medium">{what}</p>
      <p className="mt-1 max-w-md text-[13px] break-words text-ink-muted">
        {endSentence(showText(detailsOf(error).detail))} {stillWorks}
      </p>
      <ProblemLine error={error} />
      {onRetry && (
        <Button className="mt-4" onClick={onRetry}>
          <RotateCw aria-hidden /> Try again
        </Button>
      )}
    </div>
  );
}

/** Reading failed but older data is on the screen: says so, with its age. */
export function StaleDataNote({ what, error, onRetry, dataAt }: Props & { dataAt: number }) {
  const now = useNow(1000);
  return (
    <div
      role="alert"
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-stale-soft px-3 py-2 text-[13px]"
    >
      <TriangleAlert className="size-4 text-stale" aria-hidden />
      <span className="min-w-0 flex-1">
        {what}: {endSentence(showText(detailsOf(error).detail))} Shown below is what was read{' '}
        {formatAgo(dataAt, now)}.
      </span>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          <RotateCw aria-hidden /> Try again
        </Button>
      )}
    </div>
  );
}
