'use client';

import { Flame } from 'lucide-react';
import { useWhyNotOperate } from '@/components/shared/session';
import type { ButtonProps } from '@/components/ui/button';
import type { TargetsInput } from '@/lib/contract';
import { describeTargets } from '@/lib/words';
import { GatedButton } from './gated-button';
import { useWarm } from './use-warm';

/** Loads the entries of `targets` ahead of need. No dialog: a toast follows the job. */
export function WarmButton({
  targets,
  label,
  text = 'Warm',
  size,
  variant,
}: {
  targets: TargetsInput;
  label?: string;
  text?: string;
  size?: ButtonProps['size'];
  variant?: ButtonProps['variant'];
}) {
  const whyNot = useWhyNotOperate();
  const warm = useWarm();
  const what = label ?? describeTargets(targets);
  return (
    <GatedButton
      whyNot={whyNot}
      size={size}
      variant={variant}
      disabled={warm.isPending}
      aria-label={`${text} ${what}`}
      onClick={() => warm.mutate({ targets, label: what })}
    >
      <Flame aria-hidden /> {text}
    </GatedButton>
  );
}
