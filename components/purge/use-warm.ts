'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api, apiPath } from '@/lib/api-client';
import {
  type TargetsInput,
  type WarmJobView,
  warmJobSchema,
  warmResultSchema,
} from '@/lib/contract';
import { formatCount, formatDuration, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';

/** A finished warm job in one sentence, with what was not done and why. */
export function describeWarm(job: WarmJobView): string {
  const report = job.report;
  if (!report) return job.error ? showText(job.error) : 'The job gave no report.';
  const parts = [
    `${formatPlural(report.warmed, 'entry', 'entries')} loaded in ${formatDuration(report.durationMs)}`,
  ];
  if (report.skipped > 0) parts.push(`${formatCount(report.skipped)} fresh already`);
  if (report.unloadable.length > 0)
    parts.push(`${formatCount(report.unloadable.length)} without a loader in any live process`);
  const [failure] = report.failed;
  if (failure)
    parts.push(
      `${formatCount(report.failed.length)} failed (${showText(failure.key)}: ${showText(failure.error)})`,
    );
  return `${parts.join(', ')}.`;
}

const isOver = (job: WarmJobView) => job.state === 'completed' || job.state === 'failed';

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function follow(first: WarmJobView, toastId: string | number): Promise<WarmJobView> {
  let job = first;
  while (!isOver(job)) {
    toast.loading(`Warming ${formatCount(job.done)} of ${formatCount(job.total)}`, { id: toastId });
    await waitMs(700);
    job = await api.get(apiPath(`/warms/${encodeURIComponent(job.id)}`), warmJobSchema);
  }
  return job;
}

/** Starts a warm job and follows it in a toast until it is over (tier 0: no dialog). */
export function useWarm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ targets, label }: { targets: TargetsInput; label: string }) => {
      const toastId = toast.loading(`Warming ${label}`);
      try {
        const { job } = await api.post(apiPath('/warms'), { targets }, warmResultSchema);
        const done = await follow(job, toastId);
        const bad = done.state === 'failed' || (done.report?.failed.length ?? 0) > 0;
        toast[bad ? 'error' : 'success'](
          bad ? `Warming ${label} had failures` : `Warmed ${label}`,
          {
            id: toastId,
            description: describeWarm(done),
          },
        );
      } catch (error) {
        toast.error(`${label} was not warmed`, {
          id: toastId,
          description: error instanceof Error ? error.message : 'The reason is unknown.',
        });
      }
    },
    onSettled: () => {
      for (const word of ['members', 'stats', 'graph', 'entry', 'audit'])
        void client.invalidateQueries({ queryKey: [word] });
    },
  });
}
