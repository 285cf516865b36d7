'use client';

import { useMutation } from '@tanstack/react-query';
import { CheckCheck, Eye } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import { Button } from '@/components/ui/button';
import type { TargetsInput } from '@/lib/contract';
import { formatCount, formatPlural } from '@/lib/format';
import { guardsOfTargets, previewHref } from '@/lib/guard';
import type { EntryView } from './entry-query';
import { readSelection } from './use-entries';

/** Longer lists do not fit into an address. */
const linkedGuards = 50;

/** All that match, also on pages that were not read: as targets, computed by the server when asked. */
export function SelectionActions({ view, total }: { view: EntryView; total: number }) {
  const selection = useMutation({
    mutationFn: () => readSelection(view),
    onError: (error) =>
      toast.error('The selection could not be made', { description: error.message }),
    onSuccess: ({ targets }) => {
      if (targets === null)
        toast.error('Too many to select one by one', {
          description:
            'Narrow the conditions to 10,000 entries, or choose one type, tag or prefix.',
        });
    },
  });
  const chosen = selection.data;
  if (!chosen || chosen.targets === null)
    return (
      <Button
        size="sm"
        disabled={total === 0 || selection.isPending}
        onClick={() => selection.mutate()}
      >
        <CheckCheck aria-hidden /> Select all {formatCount(total)} matching
      </Button>
    );
  return <Chosen targets={chosen.targets} total={chosen.total} onClear={() => selection.reset()} />;
}

function Chosen({
  targets,
  total,
  onClear,
}: {
  targets: TargetsInput;
  total: number;
  onClear: () => void;
}) {
  const guards = guardsOfTargets(targets);
  const preview = guards.length <= linkedGuards ? previewHref(guards) : null;
  const label = `the ${formatPlural(total, 'selected entry', 'selected entries')}`;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span role="status" className="tabular text-xs">
        {formatPlural(total, 'entry', 'entries')} selected
      </span>
      {preview !== null && (
        <Button asChild size="sm">
          <Link href={preview}>
            <Eye aria-hidden /> Preview
          </Link>
        </Button>
      )}
      <WarmButton targets={targets} label={label} size="sm" />
      <PurgeButton targets={targets} label={label} size="sm" />
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </span>
  );
}
