import { auditQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';

/** Audit rows, newest first. */
export const getAudit = defineQuery({
  need: { role: 'viewer', scope: 'audit:read' },
  input: auditQuerySchema,
  read: ({ audit }, filter) => audit.list(filter),
});
