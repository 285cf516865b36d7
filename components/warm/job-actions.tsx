'use client';

import { CircleStop, RotateCw } from 'lucide-react';
import { GatedButton } from '@/components/purge/gated-button';
import { useWhyNotOperate } from '@/components/shared/session';
import type { ButtonProps } from '@/components/ui/button';
import type { WarmJobView } from '@/lib/contract';
import { showText } from '@/lib/show-text';
import { isOver } from './job-state';
import { useAbortWarm, useRetryWarm } from './use-warming';

/** Retry what failed, abort what has not ended. */
export function JobActions({ job, size }: { job: WarmJobView; size?: ButtonProps['size'] }) {
  const whyNot = useWhyNotOperate();
  const retry = useRetryWarm();
  const abort = useAbortWarm();
  const name = showText(job.about?.reason ?? job.id);
  if (job.state === 'failed')
    return (
      <GatedButton
        whyNot={whyNot}
        size={size}
        disabled={retry.isPending}
        aria-label={`Try again: ${name}`}
        onClick={() => retry.mutate(job.id)}
      >
        <RotateCw aria-hidden /> Try again
      </GatedButton>
    );
  if (isOver(job)) return null;
  return (
    <GatedButton
      whyNot={whyNot}
      size={size}
      variant="outlineDanger"
      disabled={abort.isPending}
      aria-label={`Abort: ${name}`}
      onClick={() => abort.mutate(job.id)}
    >
      <CircleStop aria-hidden /> Abort
    </GatedButton>
  );
}
