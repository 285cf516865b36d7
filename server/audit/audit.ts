import type { AuditPage, AuditRowView, ChainCheck } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import type { AuditTable } from '@/server/db/schema';
import { type AuditEntry, appendRow, rowOf } from './append';
import { type AuditFilter, auditPages, listActions, listAudit, verifyChain } from './read';

export type { AuditEntry } from './append';

/** The store refused or is away. Recognise it by `code`; nothing was done. */
export class AuditUnavailable extends Error {
  readonly code = 'audit-unavailable';
  constructor(cause: unknown) {
    super('The audit store did not take the record, so nothing was done.', { cause });
    this.name = 'AuditUnavailable';
  }
}

export interface AuditOutcome {
  outcome: 'done' | 'failed';
  detail?: unknown;
  waveId?: string | null;
}

export interface Audit {
  /** Before the action: resolves with the row's id once it is durable. Rejects with `audit-unavailable`. */
  intent(entry: AuditEntry): Promise<string>;
  /** After the action. An intent that never gets one reads as `unknown`. */
  outcome(intentId: string, result: AuditOutcome): Promise<void>;
  /** Instead of the action. */
  refusal(entry: AuditEntry): Promise<string>;
  list(filter: AuditFilter): Promise<AuditPage>;
  /** All of `list`, page by page, for files. */
  pages(filter: Omit<AuditFilter, 'before' | 'limit'>): AsyncGenerator<AuditRowView[]>;
  /** Every action that is on record. */
  actions(): Promise<string[]>;
  verify(): Promise<ChainCheck>;
}

/** The audit on a database: append-only, hash-chained. */
export function createAudit(database: Database): Audit {
  const append = (make: Parameters<typeof appendRow>[1]) =>
    appendRow(database, make).catch((error: unknown) => {
      throw new AuditUnavailable(error);
    });
  return {
    intent: (entry) => append(() => rowOf('intent', entry)),
    refusal: (entry) => append(() => rowOf('refusal', entry)),
    async outcome(intentId, result) {
      await append(async (find) => {
        const intent = await find(intentId);
        if (intent?.kind !== 'intent') throw new Error(`There is no intent ${intentId}.`);
        return outcomeOf(intent, result);
      });
    },
    list: (filter) => listAudit(database, filter),
    pages: (filter) => auditPages(database, filter),
    actions: () => listActions(database),
    verify: () => verifyChain(database),
  };
}

function outcomeOf(intent: AuditTable, result: AuditOutcome) {
  const { seq: _seq, prev_hash: _prev, hash: _hash, ...same } = intent;
  return {
    ...same,
    id: crypto.randomUUID(),
    kind: 'outcome' as const,
    intent_id: intent.id,
    at: new Date().toISOString(),
    // The intent holds these; repeating them would only make the chain longer.
    scope: 'null',
    impact: null,
    outcome: result.outcome,
    detail: result.detail === undefined ? null : JSON.stringify(result.detail),
    wave_id: result.waveId ?? null,
  };
}
