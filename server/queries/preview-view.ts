import { confirmRules } from '@/lib/confirm-ladder';
import type { PreviewImpact } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { Impact, PreviewOptions, Targets } from '@/server/freshet';
import { readGuardrails } from './guardrails';

/** The impact of targets as a preview shows it: without the targets themselves, which may be ten thousand. */
export async function previewImpact(
  { cache, db }: Pick<Context, 'cache' | 'db'>,
  targets: Targets,
  options: PreviewOptions = {},
): Promise<{ impact: PreviewImpact; empty: readonly string[] }> {
  const [found, rails] = await Promise.all([
    cache.preview(targets, options),
    readGuardrails({ db }),
  ]);
  const { targets: _targets, emptyTargets: _count, emptySample, ...figures }: Impact = found;
  return { impact: { ...figures, confirm: confirmRules(targets, rails) }, empty: emptySample };
}
