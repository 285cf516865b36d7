import { z } from 'zod';
import { listSources } from '@/server/events/sources';
import { defineQuery } from './query';

/** Where events come from: when each source spoke last, how it does, and whether it has fallen silent. */
export const eventSources = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: z.object({}),
  read: async (context) => ({ sources: await listSources(context) }),
});
