'use client';

import { type FormEvent, useId, useState } from 'react';
import { Field, Input, Textarea } from '@/components/ui/input';
import { confirmTier } from '@/lib/confirm-ladder';
import type { PreviewImpact, PurgeInput } from '@/lib/contract';
import { formatCount, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { ImpactSummary } from './impact-summary';
import { ModeChoice, type PurgeMode } from './mode-choice';

/** `Refresh 214 entries`: the button says what it will do. */
export function purgeVerb(mode: PurgeMode, total: number): string {
  const verb = mode === 'soft' ? 'Refresh' : mode === 'hard' ? 'Remove' : 'Invalidate';
  return `${verb} ${formatPlural(total, 'entry', 'entries')}`;
}

function whyTyped({ confirm }: PreviewImpact): string {
  const [tag] = confirm.protectedTags;
  return tag === undefined
    ? `More than ${formatCount(confirm.typedAbove)} entries: the scope is typed by hand.`
    : `The tag ${showText(tag)} is protected: the scope is typed by hand.`;
}

/** What was said: the rest of a purge is what it is about. */
export type Said = Omit<PurgeInput, 'targets'>;

export interface PurgeStart {
  mode?: PurgeMode;
  reason?: string;
  warmBusiest?: number | undefined;
}

interface Props {
  formId: string;
  impact: PreviewImpact;
  /** The text to type where the ladder asks for it. */
  scope: string;
  mode: PurgeMode;
  onMode: (mode: PurgeMode) => void;
  /** What was said before the form was shown. */
  start?: PurgeStart;
  onSubmit: (said: Said) => void;
}

/** The rungs of the confirm ladder below the impact: how, why, and for the largest purges the scope typed by hand. */
export function PurgeForm({ formId, impact, scope, mode, onMode, start, onSubmit }: Props) {
  const [reason, setReason] = useState(start?.reason ?? '');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const chosen = mode === 'default' ? undefined : mode;
  const tier = confirmTier({ total: impact.total, mode: chosen }, impact.confirm);
  const reasonMissing = tier >= 2 && reason.trim() === '';
  const scopeWrong = tier === 3 && typed !== scope;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (reasonMissing || scopeWrong) return;
    onSubmit({
      fingerprint: impact.fingerprint,
      ...(chosen && { mode: chosen }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
      ...(tier === 3 && { confirm: typed }),
    });
  }

  return (
    <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
      <ImpactSummary impact={impact} details={tier >= 2} />
      <ModeChoice mode={mode} onChange={onMode} />
      <Field
        id={`${id}-reason`}
        label={tier >= 2 ? 'Reason' : 'Reason (optional)'}
        note="Goes into the audit trail with your name."
        error={tried && reasonMissing ? 'Say why: this purge needs a reason.' : undefined}
      >
        <Textarea
          id={`${id}-reason`}
          name="reason"
          rows={2}
          maxLength={500}
          value={reason}
          required={tier >= 2}
          aria-invalid={tried && reasonMissing}
          aria-describedby={`${id}-reason-note`}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {tier === 3 && (
        <Field
          id={`${id}-scope`}
          label={
            <>
              Type <span className="font-mono">{showText(scope)}</span> to confirm
            </>
          }
          note={whyTyped(impact)}
          error={tried && scopeWrong ? 'This is not the scope shown above.' : undefined}
        >
          <Input
            id={`${id}-scope`}
            name="scope"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            aria-invalid={tried && scopeWrong}
            aria-describedby={`${id}-scope-note`}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      )}
    </form>
  );
}
