// The tables, as Kysely sees them. Instants in our own tables are ISO 8601 text on both databases, so that a row reads
// (and hashes) the same everywhere; better-auth's tables keep the types that library expects.
import type { EventTables } from './schema-events';

export interface UserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean | number;
  image: string | null;
  createdAt: Date | string;
  updatedAt: Date | string;
  role: string;
  banned: boolean | number;
}

export interface SessionTable {
  id: string;
  token: string;
  userId: string;
  expiresAt: Date | string;
  createdAt: Date | string;
  updatedAt: Date | string;
  ipAddress: string | null;
  userAgent: string | null;
}

export interface AccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  password: string | null;
  createdAt: Date | string;
  updatedAt: Date | string;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Date | string;
  createdAt: Date | string;
  updatedAt: Date | string;
}

export interface ApiTokenTable {
  id: string;
  name: string;
  /** sha-256 of the secret, hex. The secret itself is shown once and never stored. */
  hash: string;
  /** JSON array of scopes. */
  scopes: string;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** Columns that the chain hashes, in the order they are written (audit/chain.ts). */
export interface AuditTable {
  seq: number;
  id: string;
  kind: 'intent' | 'outcome' | 'refusal';
  /** On an outcome: the intent it answers. */
  intent_id: string | null;
  at: string;
  actor_kind: 'user' | 'token' | 'system';
  actor_id: string;
  actor_name: string;
  actor_role: string;
  actor_via: string;
  action: string;
  scope: string;
  impact: string | null;
  reason: string | null;
  outcome: 'done' | 'refused' | 'failed' | null;
  detail: string | null;
  request_id: string;
  wave_id: string | null;
  prev_hash: string;
  hash: string;
}

/** One row: the end of the chain. It serialises writers, and shows when rows were cut off at the end. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

export interface IdempotencyTable {
  actor: string;
  key: string;
  route: string;
  body_hash: string;
  /** HTTP status once finished; null while the first request still runs. */
  status: number | null;
  response: string | null;
  created_at: string;
}

/** A computed preview, kept for those who act on it or look at it through a shared link. */
export interface PreviewTable {
  id: string;
  created_at: string;
  expires_at: string;
  /** JSON: the engine's targets. */
  targets: string;
  /** JSON: what people see of it (contract/previews.ts). */
  view: string;
}

/** A purge that waits for its time. The targets are its own: the preview may be gone by then. */
export interface ScheduleTable {
  id: string;
  preview_id: string;
  run_at: string;
  /** `run_at`, or later after a try that found a store away. */
  next_try_at: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'held' | 'cancelled';
  subject: string;
  targets: string;
  mode: 'hard' | 'soft' | null;
  reason: string | null;
  /** The rung of the confirm ladder that was confirmed when it was made. */
  tier: number;
  /** Entries that were seen then. */
  seen: number;
  created_at: string;
  actor_kind: 'user' | 'token' | 'system';
  actor_id: string;
  actor_name: string;
  attempts: number;
  /** Who runs it, and until when nobody else may. */
  lease_token: string | null;
  lease_until: string | null;
  finished_at: string | null;
  wave_id: string | null;
  invalidated: number | null;
  note: string | null;
}

/** One section of Settings. */
export interface SettingTable {
  name: string;
  /** JSON. */
  value: string;
  updated_by: string;
  updated_at: string;
}

export interface Schema extends EventTables {
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  api_token: ApiTokenTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  idempotency: IdempotencyTable;
  preview: PreviewTable;
  schedule: ScheduleTable;
  setting: SettingTable;
}
