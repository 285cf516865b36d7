'use client';

import { Eye } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId, useMemo, useState } from 'react';
import { PageHeader } from '@/components/shared/page-header';
import { useWhyNotOperate } from '@/components/shared/session';
import { useDebounced } from '@/components/shared/use-debounced';
import { usePoll } from '@/components/shared/use-poll';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Input, Select } from '@/components/ui/input';
import type { TargetsInput } from '@/lib/contract';
import { guardsOfTargets, previewHref } from '@/lib/guard';
import { describeTargets } from '@/lib/words';
import { GatedButton } from './gated-button';
import { ImpactBeside } from './impact-beside';
import { ModeChoice, type PurgeMode } from './mode-choice';
import { PurgeDialog } from './purge-dialog';
import { purgeVerb } from './purge-form';
import { parseTargets, targetKinds } from './purge-targets';
import { useImpact } from './use-impact';
import { WhatField } from './what-field';

/** Longer texts stay on this page only: an address has its limits. */
const addressLimit = 1_500;
const warmChoices = [0, 10, 50, 200, 1000];
const nothing: TargetsInput = { keys: [] };
const params = {
  kind: parseAsStringLiteral(targetKinds).withDefault('list'),
  targets: parseAsString.withDefault(''),
};

/** One form for a purge by hand; the impact stands beside it, and the button says what it will do. */
export function PurgePage() {
  const router = useRouter();
  const id = useId();
  const [address, setAddress] = useQueryStates(params);
  const [text, setText] = useState(address.targets);
  const [mode, setMode] = useState<PurgeMode>('soft');
  const [warm, setWarm] = useState(0);
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const whyNot = useWhyNotOperate();
  const parsed = useMemo(() => parseTargets(address.kind, text), [address.kind, text]);
  const targets = parsed !== null && 'targets' in parsed ? parsed.targets : null;
  const isShort = targets !== null && text.length <= addressLimit;
  const preview = isShort ? previewHref(guardsOfTargets(targets)) : null;
  const settled = useDebounced(targets, 400);
  const impact = useImpact(settled ?? nothing, settled !== null, usePoll(15_000));
  const isCurrent = targets !== null && settled === targets && impact.data !== undefined;

  function write(next: string): void {
    setText(next);
    void setAddress({ targets: next.length > addressLimit || next === '' ? null : next });
  }

  return (
    <>
      <PageHeader
        title="Purge"
        description="Invalidate by hand what an event should have invalidated. Everything goes into the audit trail."
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card aria-label="What to purge">
          <div className="grid gap-5 p-4">
            <WhatField
              kind={address.kind}
              text={text}
              parsed={parsed}
              onKind={(kind) => void setAddress({ kind })}
              onText={write}
            />
            <ModeChoice mode={mode} onChange={setMode} />
            <Field
              id={`${id}-warm`}
              label="Then warm"
              note="Loaded again right after it, the busiest first, by a process that has their loaders."
            >
              <Select
                id={`${id}-warm`}
                value={String(warm)}
                aria-describedby={`${id}-warm-note`}
                onChange={(event) => setWarm(Number(event.target.value))}
              >
                {warmChoices.map((count) => (
                  <option key={count} value={count}>
                    {count === 0 ? 'Nothing' : `The busiest ${count}`}
                  </option>
                ))}
              </Select>
            </Field>
            <Field
              id={`${id}-reason`}
              label="Reason"
              note="Needed for what removes entries or reaches many; good to have in any case."
            >
              <Input
                id={`${id}-reason`}
                value={reason}
                maxLength={500}
                aria-describedby={`${id}-reason-note`}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            <div className="flex flex-wrap gap-2">
              <GatedButton
                whyNot={whyNot ?? (targets === null ? 'Name something to purge first.' : null)}
                variant={mode === 'soft' ? 'primary' : 'danger'}
                disabled={targets !== null && !isCurrent}
                onClick={() => setOpen(true)}
              >
                {isCurrent && impact.data ? purgeVerb(mode, impact.data.total) : 'Purge'}
              </GatedButton>
              {preview !== null && (
                <Button asChild>
                  <Link href={preview}>
                    <Eye aria-hidden /> Open as a preview
                  </Link>
                </Button>
              )}
            </div>
          </div>
        </Card>
        <ImpactBeside impact={impact} isEmpty={settled === null} />
      </div>
      {targets !== null && (
        <PurgeDialog
          targets={targets}
          label={describeTargets(targets)}
          open={open}
          onOpenChange={setOpen}
          start={{ mode, reason, ...(warm > 0 && { warmBusiest: warm }) }}
          onDone={({ wave }) => router.push(`/purge/${encodeURIComponent(wave.id)}`)}
        />
      )}
    </>
  );
}
