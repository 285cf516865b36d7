import { scopeText } from '@/lib/confirm-ladder';
import { purgeInputSchema, type PurgeInput, type PurgeResult } from '@/lib/contract';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import type { Impact } from '@/server/freshet';
import { viewImpact } from '@/server/queries/preview';
import { viewWave } from '@/server/queries/view-wave';
import { audited } from './audited';
import { checkLadder, needAll } from './guardrails';

/** Invalidates what the targets reach. The impact is computed here, whatever the caller has seen (console.md, ladder). */
export const purge = audited({
  action: 'cache.purge',
  need: { role: 'operator', scope: 'purge:selective' },
  input: purgeInputSchema,
  async plan(context, input) {
    const { targets, mode, reason } = input;
    if (targets.prefix !== undefined) authorise(context.actor, needAll);
    const impact = await viewImpact(context, targets, await context.cache.preview(targets));
    await checkLadder(context, impact, input, scopeText(targets));
    const scope = { targets, mode: mode ?? 'default' };
    return { scope, impact: impactForAudit(impact), reason };
  },
  async run(context, input): Promise<{ result: Omit<PurgeResult, 'auditId'>; waveId: string }> {
    const wave = await context.cache.invalidate(input.targets, optionsOf(context, input));
    return { result: { wave: await viewWave(context, wave) }, waveId: wave.id };
  },
});

export function optionsOf(
  { actor, dedupeId }: Context,
  { mode, reason }: Pick<PurgeInput, 'mode' | 'reason'>,
) {
  return {
    actor: actor.name,
    cause: 'purge' as const,
    ...(mode !== undefined && { mode }),
    ...(reason !== undefined && { reason }),
    ...(dedupeId !== undefined && { dedupeId }),
  };
}

export function impactForAudit(
  impact: Pick<Impact, 'total' | 'levels' | 'byType' | 'fingerprint'>,
): Pick<Impact, 'total' | 'levels' | 'byType' | 'fingerprint'> {
  const { total, levels, byType, fingerprint } = impact;
  return { total, levels, byType, fingerprint };
}
