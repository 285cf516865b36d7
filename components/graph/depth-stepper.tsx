'use client';

import { Minus, Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { MAX_DEPTH } from './use-graph-state';

/** How many steps up or down from the focus are shown. */
export function DepthStepper({
  label,
  value,
  onChange,
}: {
  label: 'Upstream' | 'Downstream';
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">{label} depth</legend>
      <span className="text-xs text-ink-muted" aria-hidden>
        {label}
      </span>
      <Button
        size="iconSm"
        aria-label={`Less ${label.toLowerCase()}`}
        disabled={value <= 0}
        onClick={() => onChange(value - 1)}
      >
        <Minus aria-hidden />
      </Button>
      <output
        className="tabular w-4 text-center text-[13px] font-medium"
        aria-label={`${label} depth`}
      >
        {value}
      </output>
      <Button
        size="iconSm"
        aria-label={`More ${label.toLowerCase()}`}
        disabled={value >= MAX_DEPTH}
        onClick={() => onChange(value + 1)}
      >
        <Plus aria-hidden />
      </Button>
    </fieldset>
  );
}
