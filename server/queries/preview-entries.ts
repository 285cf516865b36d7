import { z } from 'zod';
import type { ImpactEntryView } from '@/lib/contract';
import { defineQuery } from './query';
import { requirePreview } from './stored-preview';

/** Every entry that the preview's purge would reach now, the busiest first, page by page. */
export const getPreviewEntries = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: z.object({ id: z.string().min(1).max(100) }),
  async read(context, { id }): Promise<AsyncIterable<ImpactEntryView[]>> {
    const { targets } = await requirePreview(context, id);
    return context.cache.previewEntries(targets);
  },
});
