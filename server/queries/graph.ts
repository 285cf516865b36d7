import { graphQuerySchema, type GraphViewModel } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';
import { defineQuery } from './query';
import { readSelector } from './read-selector';

/** The dependency graph: by type, key by key around a focus, or what a selector means. */
export const getGraph = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: graphQuerySchema,
  shareMs: 300,
  async read({ cache }, { select, ...query }): Promise<GraphViewModel> {
    if (select === undefined) return { ...(await cache.graph(query)), select: null };
    if (query.focus !== undefined)
      throw new Refusal('invalid-input', '/select: give a focus or a selector, not both.', {
        errors: [{ pointer: '/select', detail: 'give a focus or a selector, not both' }],
      });
    const view = await cache.graph({ budget: query.budget, select: readSelector(select) });
    return { ...view, select };
  },
});
