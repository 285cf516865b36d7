'use client';

import { Pause, Play } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { GatedButton } from '@/components/purge/gated-button';
import { useWhyNotOperate } from '@/components/shared/session';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader } from '@/components/ui/card';
import { Field, Input } from '@/components/ui/input';
import type { WarmingView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { useSetWarming } from './use-warming';

const counts = [
  ['waiting', 'Waiting'],
  ['active', 'Running'],
  ['delayed', 'To be tried again'],
  ['failed', 'Failed'],
] as const;

/** How deep the queue is, and its two switches. */
export function QueueCard({ warming }: { warming: WarmingView }) {
  const id = useId();
  const whyNot = useWhyNotOperate();
  const set = useSetWarming();
  const { paused } = warming;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Queue"
        actions={
          <>
            {paused && <Badge tone="stale">paused</Badge>}
            <GatedButton
              whyNot={whyNot}
              size="sm"
              disabled={set.isPending}
              onClick={() => set.mutate({ paused: !paused })}
            >
              {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
              {paused ? 'Resume warming' : 'Pause warming'}
            </GatedButton>
          </>
        }
      />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 p-4 sm:grid-cols-4">
        {counts.map(([name, label]) => (
          <div key={name}>
            <dt className="text-xs text-ink-muted">{label}</dt>
            <dd className="tabular text-lg font-semibold">{formatCount(warming[name])}</dd>
          </div>
        ))}
      </dl>
      {paused && (
        <p className="px-4 pb-3 text-[13px] text-ink-muted">
          No process begins another job; those that run go on. Reads and waves are not touched.
        </p>
      )}
      <LimitForm key={warming.perSecond ?? 'none'} perSecond={warming.perSecond} />
    </Card>
  );
}

function LimitForm({ perSecond }: { perSecond: number | null }) {
  const id = useId();
  const whyNot = useWhyNotOperate();
  const set = useSetWarming();
  const [text, setText] = useState(perSecond === null ? '' : String(perSecond));
  const value = text.trim() === '' ? null : Number(text);
  const isBad = value !== null && !(Number.isInteger(value) && value >= 1 && value <= 100_000);
  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (whyNot === null && !isBad) set.mutate({ perSecond: value });
  }
  return (
    <form onSubmit={submit} className="border-t border-line p-4" noValidate>
      <Field
        id={id}
        label="Loads per second, all processes together"
        note="Empty: no limit. Visitors are never held up by it."
        error={isBad ? 'Give a whole number from 1 to 100,000, or nothing.' : undefined}
      >
        <span className="flex gap-2">
          <Input
            id={id}
            inputMode="numeric"
            className="max-w-40"
            value={text}
            placeholder="no limit"
            aria-invalid={isBad}
            aria-describedby={`${id}-note`}
            onChange={(event) => setText(event.target.value)}
          />
          <GatedButton
            whyNot={whyNot}
            disabled={isBad || set.isPending || value === perSecond}
            onClick={submit}
          >
            Set the limit
          </GatedButton>
        </span>
      </Field>
    </form>
  );
}
