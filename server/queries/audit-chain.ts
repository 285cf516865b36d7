import { z } from 'zod';
import { defineQuery } from './query';

/** Whether every audit row is as it was written; names the first that is not. */
export const checkAuditChain = defineQuery({
  need: { role: 'viewer', scope: 'audit:read' },
  input: z.object({}),
  read: ({ audit }) => audit.verify(),
});
