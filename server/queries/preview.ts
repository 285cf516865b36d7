import { type ImpactView, previewInputSchema } from '@/lib/contract';
import { defineQuery } from './query';

/** What a purge of these targets would reach, computed without doing it. Used by the API and the server action. */
export const getPreview = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: previewInputSchema,
  async read({ cache }, { targets }): Promise<ImpactView> {
    const impact = await cache.preview(targets);
    return { ...impact, targets };
  },
});
