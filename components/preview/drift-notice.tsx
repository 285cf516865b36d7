'use client';

import { CircleCheck, RotateCw, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import type { PreviewView } from '@/lib/contract';
import { describeDrift } from '@/lib/preview-words';
import { useCreateFrom } from './use-create-from';
import { useDrift } from './use-preview';

/** Whether the answer still holds: the cache goes on living while somebody reads it. */
export function DriftNotice({ preview }: { preview: PreviewView }) {
  const drift = useDrift(preview.id);
  const again = useCreateFrom(preview);
  if (!drift.data)
    return drift.isError ? (
      <p role="alert" className="text-[13px] text-ink-muted">
        Whether this still holds could not be checked: {drift.error.message}
      </p>
    ) : null;
  const { same, drifted } = drift.data;
  if (same)
    return (
      <p role="status" className="flex items-center gap-2 text-[13px] text-ink-muted">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-fresh" />{' '}
        {describeDrift(drift.data)}
      </p>
    );
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2 text-[13px]',
        drifted ? 'bg-stale-soft' : 'bg-sunken',
      )}
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-stale" />
      <span className="min-w-0 flex-1">
        {describeDrift(drift.data)}
        {drifted && ' Running it will ask you to look at the new number first.'}
      </span>
      {again && (
        <Button size="sm" disabled={again.isPending} onClick={again.run}>
          <RotateCw aria-hidden /> Preview again
        </Button>
      )}
    </div>
  );
}
