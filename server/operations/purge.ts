import { purgeInputSchema, type PurgeInput, type PurgeResult } from '@/lib/contract';
import { confirmTier, countOfFingerprint, hasDrifted, scopeText } from '@/lib/confirm-ladder';
import { ladder } from '@/lib/confirm-ladder';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import { type FieldError, Refusal } from '@/server/auth/refusal';
import type { Impact } from '@/server/freshet';
import { audited } from './audited';
import { viewWave } from '@/server/queries/view-wave';

const needAll = { role: 'operator', scope: 'purge:all' } as const;

/** Invalidates what the targets reach. The impact is computed here, whatever the caller has seen (console.md, ladder). */
export const purge = audited({
  action: 'cache.purge',
  need: { role: 'operator', scope: 'purge:selective' },
  input: purgeInputSchema,
  async plan(context, input) {
    if (input.targets.prefix !== undefined) authorise(context.actor, needAll);
    const impact = await context.cache.preview(input.targets);
    if (impact.total > ladder.typedAbove) authorise(context.actor, needAll);
    refuseDrift(input, impact);
    refuseUnconfirmed(input, impact);
    return { scope: scopeOf(input), impact: impactForAudit(impact), reason: input.reason };
  },
  async run(context, input): Promise<{ result: Omit<PurgeResult, 'auditId'>; waveId: string }> {
    const wave = await context.cache.invalidate(input.targets, optionsOf(context, input));
    return { result: { wave: await viewWave(context, wave) }, waveId: wave.id };
  },
});

function optionsOf({ actor, dedupeId }: Context, { mode, reason }: PurgeInput) {
  return {
    actor: actor.name,
    cause: 'purge' as const,
    ...(mode !== undefined && { mode }),
    ...(reason !== undefined && { reason }),
    ...(dedupeId !== undefined && { dedupeId }),
  };
}

function scopeOf({ targets, mode }: PurgeInput) {
  return { targets, mode: mode ?? 'default' };
}

function impactForAudit({ total, levels, byType, fingerprint }: Impact) {
  return { total, levels, byType, fingerprint };
}

function refuseDrift({ fingerprint }: PurgeInput, impact: Impact): void {
  if (fingerprint === undefined || fingerprint === impact.fingerprint) return;
  const seen = countOfFingerprint(fingerprint);
  if (seen === null)
    throw new Refusal('invalid-input', 'Send the fingerprint of a preview, or none.', {
      errors: [{ pointer: '/fingerprint', detail: 'is not a fingerprint of a preview' }],
    });
  if (!hasDrifted(seen, impact.total)) return;
  throw new Refusal(
    'preview-drifted',
    `The preview showed ${seen} entries; now it would be ${impact.total}. Look at the new impact and decide again.`,
    { members: { impact } },
  );
}

function refuseUnconfirmed(input: PurgeInput, impact: Impact): void {
  const tier = confirmTier({ total: impact.total, mode: input.mode });
  const expected = scopeText(input.targets);
  const errors: FieldError[] = [];
  if (tier >= 2 && !input.reason) errors.push({ pointer: '/reason', detail: 'say why' });
  if (tier >= 3 && input.confirm?.trim() !== expected)
    errors.push({ pointer: '/confirm', detail: `type exactly: ${expected}` });
  if (errors.length === 0) return;
  const reasonMissing = errors.some((error) => error.pointer === '/reason');
  throw new Refusal(
    reasonMissing ? 'reason-required' : 'confirm-required',
    reasonMissing
      ? `A purge that removes entries, or reaches more than ${ladder.reasonAbove}, needs a reason. This one reaches ${impact.total}.`
      : `A purge of more than ${ladder.typedAbove} entries needs its scope typed in confirm. This one reaches ${impact.total}.`,
    { errors, members: { tier, impact } },
  );
}
