import { graphCountQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';
import { readSelector } from './read-selector';

/** How much a selector means, for counts while it is typed. */
export const getGraphCount = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: graphCountQuerySchema,
  shareMs: 300,
  read: ({ cache }, { select }) => cache.countSelection(readSelector(select)),
});
