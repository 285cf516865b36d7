import { sql } from 'kysely';
import type { AuditPage, AuditRowView, ChainCheck } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import { findBreak, genesis } from './chain';

export interface AuditFilter {
  search?: string | undefined;
  action?: string | undefined;
  outcome?: AuditRowView['outcome'] | undefined;
  before?: number | undefined;
  limit: number;
  /** Leave `total` at 0. */
  uncounted?: boolean;
}

/** One row per action, newest first: an intent with its outcome (`unknown` until there is one), or a refusal. */
export async function listAudit({ sql: db }: Database, filter: AuditFilter): Promise<AuditPage> {
  const outcome = sql<AuditRowView['outcome']>`coalesce(a.outcome, o.outcome, 'unknown')`;
  let found = db
    .selectFrom('audit as a')
    .leftJoin('audit as o', 'o.intent_id', 'a.id')
    .where('a.kind', '!=', 'outcome');
  if (filter.action) found = found.where('a.action', '=', filter.action);
  if (filter.outcome) found = found.where(outcome, '=', filter.outcome);
  if (filter.search) found = found.where(matches(filter.search));

  // Counting looks at every row; who reads page after page has counted once.
  const { total } = filter.uncounted
    ? { total: 0 }
    : await found.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .$if(filter.before !== undefined, (query) => query.where('a.seq', '<', filter.before ?? 0))
    .selectAll('a')
    .select([outcome.as('result'), 'o.detail as outcome_detail', 'o.wave_id as outcome_wave'])
    .orderBy('a.seq', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const page = rows.slice(0, filter.limit).map((row) => ({
    id: row.id,
    seq: row.seq,
    at: row.at,
    actor: {
      kind: row.actor_kind,
      id: row.actor_id,
      name: row.actor_name,
      role: row.actor_role,
      via: row.actor_via,
    },
    action: row.action,
    scope: fromJson(row.scope),
    impact: fromJson(row.impact),
    reason: row.reason,
    outcome: row.result,
    detail: fromJson(row.outcome_detail ?? row.detail),
    requestId: row.request_id,
    waveId: row.outcome_wave ?? row.wave_id,
  }));
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return { rows: page, cursor: last?.seq ?? null, total: Number(total) };
}

function fromJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** Text that people look for, wherever it stands in a row; `%` and `_` in it mean themselves. */
function matches(search: string) {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const columns = ['action', 'actor_name', 'scope', 'reason', 'request_id'].map(
    (column) => sql`lower(${sql.ref(`a.${column}`)}) like ${pattern} escape '\\'`,
  );
  columns.push(sql`lower(o.wave_id) like ${pattern} escape '\\'`);
  return sql<boolean>`(${sql.join(columns, sql` or `)})`;
}

/** Everything that fits, newest first, in pages. Rows that are written meanwhile are not among them. */
export async function* auditPages(
  database: Database,
  filter: Omit<AuditFilter, 'before' | 'limit' | 'uncounted'>,
): AsyncGenerator<AuditRowView[]> {
  let before: number | undefined;
  do {
    const page = await listAudit(database, { ...filter, before, limit: 100, uncounted: true });
    yield page.rows;
    before = page.cursor ?? undefined;
  } while (before !== undefined);
}

/** Every action that is on record, in order of its name. */
export async function listActions({ sql: db }: Database): Promise<string[]> {
  const rows = await db.selectFrom('audit').select('action').distinct().orderBy('action').execute();
  return rows.map(({ action }) => action);
}

const batchSize = 1_000;

/**
 * Walks the whole chain and names the first row that does not fit. Rows cut off at the end show against the head row;
 * rows written while it runs are left for the next check.
 */
export async function verifyChain({ sql: db }: Database): Promise<ChainCheck> {
  const end = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirst();
  if (!end) return { ok: false, rows: 0, firstBad: { seq: 0, why: 'the head row is missing' } };
  let head = { seq: 0, hash: genesis };
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', head.seq)
      .where('seq', '<=', end.seq)
      .orderBy('seq')
      .limit(batchSize)
      .execute();
    for (const row of rows) {
      const firstBad = findBreak(head, row);
      if (firstBad) return { ok: false, rows: head.seq, firstBad };
      head = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < batchSize) break;
  }
  if (head.seq === end.seq && head.hash === end.hash)
    return { ok: true, rows: head.seq, firstBad: null };
  const why =
    head.seq < end.seq
      ? `row ${head.seq + 1} and what followed it are missing`
      : 'the last row is not the one that the head row names';
  return { ok: false, rows: head.seq, firstBad: { seq: head.seq + 1, why } };
}
