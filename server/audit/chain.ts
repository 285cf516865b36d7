// The chain's arithmetic, pure. Each row's hash covers all its columns and the hash of the row before it, so a row that
// is changed, removed or slipped in breaks every link from there on.
import { createHash } from 'node:crypto';
import type { AuditTable } from '@/server/db/schema';

export const genesis = '0'.repeat(64);
export type UnsealedRow = Omit<AuditTable, 'hash'>;
export interface ChainHead {
  seq: number;
  hash: string;
}

/** Canonical JSON of a flat row: keys sorted, no spaces. All values are strings, integers or null. */
function canonicalJson(row: UnsealedRow): string {
  const entries = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}

export function hashRow(row: UnsealedRow): string {
  return createHash('sha256').update(row.prev_hash).update(canonicalJson(row)).digest('hex');
}

/** Why `row` does not follow `head`, or null when it does. */
export function findBreak(head: ChainHead, row: AuditTable): { seq: number; why: string } | null {
  const { hash, ...unsealed } = row;
  if (row.seq !== head.seq + 1) return { seq: head.seq + 1, why: `row ${head.seq + 1} is missing` };
  if (row.prev_hash !== head.hash)
    return { seq: row.seq, why: `row ${row.seq} does not continue the row before it` };
  if (hashRow(unsealed) !== hash)
    return { seq: row.seq, why: `row ${row.seq} was changed after it was written` };
  return null;
}
