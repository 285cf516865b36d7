import { randomUUID } from 'node:crypto';
import { type Actor, roleOf } from '@/server/auth/actor';
import type { Database } from '@/server/db/open';
import type { AuditTable } from '@/server/db/schema';
import { hashRow, type UnsealedRow } from './chain';

/** What a mutation is about to do, or was refused to do. */
export interface AuditEntry {
  actor: Actor;
  /** `entity.verb`. */
  action: string;
  /** What it is about, as given: targets, an id. */
  scope: unknown;
  /** What was known of its impact before it ran. */
  impact?: unknown;
  reason?: string | undefined;
  requestId: string;
  detail?: unknown;
}

type RowBody = Omit<UnsealedRow, 'seq' | 'prev_hash'>;

const toJson = (value: unknown) =>
  value === undefined || value === null ? null : JSON.stringify(value);

export function rowOf(kind: AuditTable['kind'], entry: AuditEntry): RowBody {
  const { actor } = entry;
  return {
    id: randomUUID(),
    kind,
    intent_id: null,
    at: new Date().toISOString(),
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    actor_role: roleOf(actor),
    actor_via: actor.via,
    action: entry.action,
    scope: toJson(entry.scope) ?? 'null',
    impact: toJson(entry.impact),
    reason: entry.reason ?? null,
    outcome: kind === 'refusal' ? 'refused' : null,
    detail: toJson(entry.detail),
    request_id: entry.requestId,
    wave_id: null,
  };
}

/**
 * Adds one row to the end of the chain. The head row is read under the write lock (SQLite: BEGIN IMMEDIATE, Postgres:
 * FOR UPDATE), so two processes that write at once take turns and the chain cannot fork.
 */
export async function appendRow(
  database: Database,
  make: (find: (id: string) => Promise<AuditTable | undefined>) => Promise<RowBody> | RowBody,
): Promise<string> {
  return database.sql.transaction().execute(async (trx) => {
    const head = await trx
      .selectFrom('audit_head')
      .select(['seq', 'hash'])
      .where('id', '=', 1)
      .$if(database.kind === 'postgres', (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    const body = await make((id) =>
      trx.selectFrom('audit').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    const row: UnsealedRow = { ...body, seq: head.seq + 1, prev_hash: head.hash };
    const hash = hashRow(row);
    await trx
      .insertInto('audit')
      .values({ ...row, hash })
      .execute();
    await trx.updateTable('audit_head').set({ seq: row.seq, hash }).where('id', '=', 1).execute();
    return row.id;
  });
}
