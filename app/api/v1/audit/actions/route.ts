import { read } from '@/server/http/handle';
import { getAuditActions } from '@/server/queries/audit-actions';

export const GET = read(getAuditActions);
