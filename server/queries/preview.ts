import { confirmRules } from '@/lib/confirm-ladder';
import { type ImpactView, previewInputSchema, type TargetsInput } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { Impact } from '@/server/freshet';
import { readGuardrails } from './guardrails';
import { defineQuery } from './query';

/** What a purge of these targets would reach, computed without doing it. Used by the dialogs' server action. */
export const getPreview = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: previewInputSchema,
  async read(context, { targets }): Promise<ImpactView> {
    return viewImpact(context, targets, await context.cache.preview(targets));
  },
});

/** An impact with what has to be said before its purge runs. */
export async function viewImpact(
  context: Pick<Context, 'db'>,
  targets: TargetsInput,
  impact: Impact,
): Promise<ImpactView> {
  const confirm = confirmRules(targets, await readGuardrails(context));
  return { ...impact, targets, confirm };
}
