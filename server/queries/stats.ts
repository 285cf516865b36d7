import { statsQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';

/** Counters of the whole fleet, as totals and as a series. */
export const getStats = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: statsQuerySchema,
  shareMs: 300,
  read: ({ cache }, query) => cache.getStats(query),
});
