'use client';

import { RadioGroup } from 'radix-ui';

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
    title: 'As each family defines',
    note: 'What a change event would do.',
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
  return (
    <RadioGroup.Root
      aria-label="How"
      value={mode}
      onValueChange={(value) => {
        const choice = choices.find((candidate) => candidate.mode === value);
        if (choice) onChange(choice.mode);
      }}
      className="grid gap-1"
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.mode}
          value={choice.mode}
          className="group grid grid-cols-[16px_1fr] gap-x-2.5 rounded-md border border-line px-3 py-2 text-left hover:bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="mt-0.5 grid size-4 place-items-center rounded-full border border-line-strong group-data-[state=checked]:border-accent">
            <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
          </span>
          <span>
            <span className="block text-[13px] font-medium">{choice.title}</span>
            <span className="block text-xs text-ink-muted">{choice.note}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
