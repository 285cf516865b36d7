'use client';

import { RadioGroup } from 'radix-ui';
import { useId } from 'react';

export type PurgeMode = 'soft' | 'hard' | 'default';

const choices: readonly { mode: PurgeMode; title: string; note: string }[] = [
  {
    mode: 'soft',
    title: 'Refresh (soft)',
    note: 'Readers get the old value at once, for its stale window at most, while one load runs.',
  },
  {
    mode: 'hard',
    title: 'Remove (hard)',
    note: 'Nobody sees the old value again. The next reader waits for a load.',
  },
  {
    mode: 'default',
    title: 'As defined',
    note: 'As each family defines: what a change event would do.',
  },
];

/** How a purge treats the entries it reaches. */
export function ModeChoice({
  mode,
  onChange,
}: {
  mode: PurgeMode;
  onChange: (mode: PurgeMode) => void;
}) {
  const noteId = useId();
  return (
    <div>
      <RadioGroup.Root
        aria-label="How"
        aria-describedby={noteId}
        value={mode}
        onValueChange={(value) => {
          const choice = choices.find((candidate) => candidate.mode === value);
          if (choice) onChange(choice.mode);
        }}
        className="grid gap-1.5 sm:grid-cols-3"
      >
        {choices.map((choice) => (
          <RadioGroup.Item
            key={choice.mode}
            value={choice.mode}
            className="group flex min-h-9 items-center gap-2 rounded-md border border-line px-2.5 py-1.5 text-left text-[13px] font-medium hover:bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
          >
            <span className="grid size-4 shrink-0 place-items-center rounded-full border border-line-strong group-data-[state=checked]:border-accent">
              <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
            </span>
            {choice.title}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <p id={noteId} role="status" className="mt-1.5 min-h-8 text-xs text-ink-muted">
        {choices.find((choice) => choice.mode === mode)?.note}
      </p>
    </div>
  );
}
