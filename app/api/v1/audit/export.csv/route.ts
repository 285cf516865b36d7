import { searchOf } from '@/server/http/body';
import { csv } from '@/server/http/csv';
import { auditCells, auditHeader, getAuditExport } from '@/server/queries/audit-export';

export const GET = csv(getAuditExport, {
  name: 'freshet-audit',
  header: auditHeader,
  row: auditCells,
  input: searchOf,
});
