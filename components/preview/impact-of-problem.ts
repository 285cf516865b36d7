import { isApiError } from '@/lib/api-client';
import { type PreviewImpact, previewImpactSchema } from '@/lib/contract';
import { z } from '@/lib/zod';

const schema = z.object({ impact: previewImpactSchema });

/** The impact as it is now, which a refusal carries (drift, or a rung that was not confirmed); null when it has none. */
export function impactOfProblem(error: unknown): PreviewImpact | null {
  if (!isApiError(error)) return null;
  const parsed = schema.safeParse(error.body);
  return parsed.success ? parsed.data.impact : null;
}
