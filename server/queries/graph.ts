import { graphQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';

/** The dependency graph: by type, or key by key around a focus. */
export const getGraph = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: graphQuerySchema,
  read: ({ cache }, query) => cache.graph(query),
});
