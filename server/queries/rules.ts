import { z } from 'zod';
import { listRules } from '@/server/events/rule-store';
import { defineQuery } from './query';

/** The intake's rules in their order, with how often each has matched. */
export const getRules = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: z.object({}),
  read: async (context) => ({ rules: await listRules(context) }),
});
