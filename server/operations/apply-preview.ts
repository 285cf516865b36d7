import { type ApplyPreviewResult, applyPreviewInputSchema } from '@/lib/contract';
import { previewImpact } from '@/server/queries/preview-view';
import { requirePreview } from '@/server/queries/stored-preview';
import { viewWave } from '@/server/queries/view-wave';
import { audited } from './audited';
import { checkLadder } from './guardrails';
import { impactForAudit, optionsOf } from './purge';

/** Runs the purge that a preview showed. Refused with `preview-drifted` when it would now reach notably more. */
export const applyPreview = audited({
  action: 'preview.apply',
  need: { role: 'operator', scope: 'purge:selective' },
  input: applyPreviewInputSchema,
  async plan(context, input) {
    const { view, targets } = await requirePreview(context, input.id);
    const { impact } = await previewImpact(context, targets);
    const said = { ...input, fingerprint: input.fingerprint ?? view.impact.fingerprint };
    await checkLadder(context, impact, said, view.scope);
    return {
      scope: { previewId: view.id, subject: view.subject, mode: input.mode ?? 'default' },
      impact: impactForAudit(impact),
      reason: input.reason,
    };
  },
  async run(
    context,
    input,
  ): Promise<{ result: Omit<ApplyPreviewResult, 'auditId'>; waveId: string }> {
    const { targets } = await requirePreview(context, input.id);
    const wave = await context.cache.invalidate(targets, optionsOf(context, input));
    return { result: { wave: await viewWave(context, wave) }, waveId: wave.id };
  },
});
