'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { ErrorState } from '@/components/shared/error-state';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { isApiError } from '@/lib/api-client';
import { scopeText } from '@/lib/confirm-ladder';
import type { ImpactView, PurgeResult, TargetsInput } from '@/lib/contract';
import { formatCount, formatPlural } from '@/lib/format';
import { describeTargets } from '@/lib/words';
import type { PurgeMode } from './mode-choice';
import { PurgeForm, type PurgeStart, purgeVerb } from './purge-form';
import { useImpact } from './use-impact';
import { impactOfRefusal, isImpactChanged, usePurge } from './use-purge';

interface Props {
  targets: TargetsInput;
  /** What is purged, in words; default: the targets. */
  label?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone?: (result: PurgeResult) => void;
  /** What was said before the dialog opened. */
  start?: PurgeStart;
}

function showDone({ wave }: PurgeResult): void {
  toast.success(
    wave.zeroMatch
      ? 'Purged: nothing cached matched'
      : `${formatPlural(wave.invalidated, 'entry', 'entries')} invalidated`,
    {
      description: (
        <Link className="underline underline-offset-2" href={`/waves/${wave.id}`}>
          See the wave
        </Link>
      ),
    },
  );
}

/** Preview, then purge: the confirm ladder of the console. Opens with an impact computed by the server. */
export function PurgeDialog({ targets, label, open, onOpenChange, onDone, start }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && (
        <PurgeDialogBody
          targets={targets}
          label={label ?? describeTargets(targets)}
          onClose={() => onOpenChange(false)}
          onDone={onDone}
          start={start ?? {}}
        />
      )}
    </Dialog>
  );
}

export function DriftNote({ before, now }: { before: number; now: number }) {
  return (
    <p role="alert" className="mb-4 rounded-md bg-stale-soft px-3 py-2 text-[13px]">
      The set has changed from {formatCount(before)} to {formatPlural(now, 'entry', 'entries')}{' '}
      since you opened this dialog. Nothing was purged. Below is the new impact.
    </p>
  );
}

function PurgeDialogBody({
  targets,
  label,
  onClose,
  onDone,
  start,
}: {
  targets: TargetsInput;
  label: string;
  onClose: () => void;
  onDone: Props['onDone'];
  start: PurgeStart;
}) {
  const formId = useId();
  const [mode, setMode] = useState<PurgeMode>(start.mode ?? 'soft');
  const [drift, setDrift] = useState<{ before: number; impact: ImpactView } | null>(null);
  const first = useImpact(targets, true);
  const purge = usePurge((result) => {
    showDone(result);
    onDone?.(result);
    onClose();
  });
  const impact = drift?.impact ?? first.data;

  async function takeDrift(error: unknown, seen: ImpactView): Promise<void> {
    if (!isImpactChanged(error)) return;
    const next = impactOfRefusal(error) ?? (await first.refetch()).data;
    if (!next || next.fingerprint === seen.fingerprint) return;
    setDrift({ before: seen.total, impact: next });
    purge.reset();
  }

  return (
    <DialogContent
      title={`Purge ${label}`}
      description="What would be invalidated now, with everything that depends on it."
      className="max-w-xl"
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            variant={mode === 'soft' ? 'primary' : 'danger'}
            disabled={!impact || purge.isPending}
          >
            {purge.isPending ? 'Working…' : impact ? purgeVerb(mode, impact.total) : 'Purge'}
          </Button>
        </>
      }
    >
      {first.isError && !impact && (
        <ErrorState
          what="The impact could not be computed"
          error={first.error}
          onRetry={() => void first.refetch()}
          stillWorks="Nothing was purged."
        />
      )}
      {!impact && !first.isError && <ImpactSkeleton />}
      {drift && <DriftNote before={drift.before} now={drift.impact.total} />}
      {impact && (
        <PurgeForm
          key={impact.fingerprint}
          formId={formId}
          impact={impact}
          scope={scopeText(impact.targets)}
          mode={mode}
          onMode={setMode}
          start={start}
          onSubmit={(said) =>
            purge.mutate(
              {
                targets: impact.targets,
                ...said,
                ...(start.warmBusiest && { warmBusiest: start.warmBusiest }),
              },
              { onError: (error) => void takeDrift(error, impact) },
            )
          }
        />
      )}
      {purge.isError && <PurgeProblem error={purge.error} />}
    </DialogContent>
  );
}

export function PurgeProblem({ error }: { error: Error }) {
  return (
    <p role="alert" className="mt-4 rounded-md bg-invalid-soft px-3 py-2 text-[13px] text-invalid">
      {error.message}
      {isApiError(error) && error.requestId && (
        <span className="mt-0.5 block text-xs">Request {error.requestId}</span>
      )}
    </p>
  );
}

function ImpactSkeleton() {
  return (
    <div className="grid gap-3" role="status" aria-label="Computing the impact">
      <Skeleton className="w-full" />
      <Skeleton className="w-2/3" />
      <Skeleton className="mt-2 h-14 w-full" />
      <Skeleton className="h-14 w-full" />
    </div>
  );
}
