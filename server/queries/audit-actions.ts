import { z } from 'zod';
import { defineQuery } from './query';

/** Every action that is on record, for the filter. */
export const getAuditActions = defineQuery({
  need: { role: 'viewer', scope: 'audit:read' },
  input: z.object({}),
  read: async ({ audit }) => ({ actions: await audit.actions() }),
});
