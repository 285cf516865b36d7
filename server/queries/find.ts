import { type FindView, findQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';

/** Cached keys and tags whose name holds a text, while somebody types. */
export const getFound = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: findQuerySchema,
  async read({ cache }, { search, limit }): Promise<FindView> {
    const [found, tags] = await Promise.all([
      cache.findKeys(search, { limit }),
      cache.tags({ search, limit }),
    ]);
    return {
      keys: found.keys,
      tags: tags.tags.map(({ tag, members }) => ({ tag, members })),
      more: found.more || tags.total > tags.tags.length,
    };
  },
});
