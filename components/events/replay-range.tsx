'use client';

import { RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { GatedButton } from '@/components/purge/gated-button';
import { useWhyNotOperate } from '@/components/shared/session';
import { Field, Input } from '@/components/ui/input';
import { textOf } from '@/lib/form-text';
import { showText } from '@/lib/show-text';
import { ReplayDialog } from './replay-dialog';

const hourMs = 3_600_000;

/** The local time as a `datetime-local` field writes it. */
function localText(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

/** Replays everything that came in between two moments, of the source that is chosen. */
export function ReplayRangeButton({ source }: { source: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <GatedButton whyNot={useWhyNotOperate()} onClick={() => setOpen(true)}>
        <RotateCcw aria-hidden /> Replay a range
      </GatedButton>
      {open && <RangeDialog source={source} onClose={() => setOpen(false)} />}
    </>
  );
}

function RangeDialog({ source, onClose }: { source: string; onClose: () => void }) {
  const id = useId();
  const [now] = useState(Date.now);
  const [wrong, setWrong] = useState(false);
  return (
    <ReplayDialog
      title={
        source === '' ? 'Replay events of all sources' : `Replay events of ${showText(source)}`
      }
      onClose={onClose}
      inputOf={(form) => {
        const [from, to] = ['from', 'to'].map((name) => new Date(textOf(form, name)));
        const bad = !from || !to || !(from.getTime() < to.getTime());
        setWrong(bad);
        if (bad) return null;
        const range = { from: from.toISOString(), to: to.toISOString() };
        return { range: { ...range, ...(source !== '' && { source }) } };
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {(['from', 'to'] as const).map((name) => (
          <Field
            key={name}
            id={`${id}-${name}`}
            label={name === 'from' ? 'Received from' : 'to'}
            error={wrong && name === 'to' ? 'The end must be after the start.' : undefined}
          >
            <Input
              id={`${id}-${name}`}
              name={name}
              type="datetime-local"
              step={1}
              defaultValue={localText(name === 'from' ? now - hourMs : now)}
              aria-invalid={wrong}
              aria-describedby={`${id}-${name}-note`}
            />
          </Field>
        ))}
      </div>
      <p className="text-[13px] text-ink-muted">
        At most 1,000 events at once. Rejected ones hold no event, and earlier replays are left out.
      </p>
    </ReplayDialog>
  );
}
