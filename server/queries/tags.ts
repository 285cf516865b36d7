import { tagsQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';

/** Tags with how many members each has. */
export const getTags = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: tagsQuerySchema,
  read: ({ cache }, query) => cache.tags(query),
});
