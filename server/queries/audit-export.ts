import { type AuditRowView, auditExportQuerySchema } from '@/lib/contract';
import { defineQuery } from './query';

/** Every audit row that fits, page by page, for a file. */
export const getAuditExport = defineQuery({
  need: { role: 'viewer', scope: 'audit:read' },
  input: auditExportQuerySchema,
  read: async ({ audit }, filter) => audit.pages(filter),
});

export const auditHeader = [
  'seq',
  'at',
  'action',
  'outcome',
  'actor',
  'actor_kind',
  'actor_role',
  'actor_via',
  'scope',
  'impact',
  'reason',
  'detail',
  'request_id',
  'wave_id',
  'id',
] as const;

/** One row as cells; what is JSON stays JSON. */
export function auditCells(row: AuditRowView): (string | number)[] {
  const json = (value: unknown) =>
    value === null || value === undefined ? '' : JSON.stringify(value);
  const { actor } = row;
  return [
    row.seq,
    row.at,
    row.action,
    row.outcome,
    actor.name,
    actor.kind,
    actor.role,
    actor.via,
    json(row.scope),
    json(row.impact),
    row.reason ?? '',
    json(row.detail),
    row.requestId,
    row.waveId ?? '',
    row.id,
  ];
}
