import { jsonLines } from '@/server/http/json-lines';
import { getAuditExport } from '@/server/queries/audit-export';

export const GET = jsonLines(getAuditExport, 'freshet-audit');
