'use client';

import { Eraser } from 'lucide-react';
import { useState } from 'react';
import { useWhyNotOperate } from '@/components/shared/session';
import type { ButtonProps } from '@/components/ui/button';
import type { TargetsInput } from '@/lib/contract';
import { describeTargets } from '@/lib/words';
import { GatedButton } from './gated-button';
import { PurgeDialog } from './purge-dialog';

/** Opens the purge dialog for `targets`. Viewers see it with the reason why they cannot use it. */
export function PurgeButton({
  targets,
  label,
  text = 'Purge…',
  size,
  variant,
}: {
  targets: TargetsInput;
  /** What is purged, in words; default: the targets. */
  label?: string;
  text?: string;
  size?: ButtonProps['size'];
  variant?: ButtonProps['variant'];
}) {
  const [open, setOpen] = useState(false);
  const whyNot = useWhyNotOperate();
  const what = label ?? describeTargets(targets);
  return (
    <>
      <GatedButton
        whyNot={whyNot}
        size={size}
        variant={variant ?? 'outlineDanger'}
        aria-label={`${text.replace('…', '')} ${what}`}
        onClick={() => setOpen(true)}
      >
        <Eraser aria-hidden /> {text}
      </GatedButton>
      <PurgeDialog targets={targets} label={what} open={open} onOpenChange={setOpen} />
    </>
  );
}
