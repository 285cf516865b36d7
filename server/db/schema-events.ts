// Tables of the event intake. Instants are ISO 8601 text, flags 0 or 1, lists JSON, on both databases.
import type { Generated } from 'kysely';

export interface ChangeEventTable {
  /** Place in the log. */
  seq: Generated<number>;
  id: string;
  source: string;
  via: 'api' | 'direct' | 'replay';
  actor: string;
  request_id: string;
  state: 'received' | 'applied' | 'rejected' | 'dead';
  received_at: string;
  event_at: string | null;
  applied_at: string | null;
  lag_ms: number | null;
  /** Null on a rejected one. */
  entity: string | null;
  entity_id: string | null;
  type: string | null;
  version: number | null;
  /** As it was received. */
  body: string;
  /** The event as it was understood, JSON. */
  event: string | null;
  /** Same id, one wave: what the engine knows the event by. */
  dedupe_id: string;
  rules: string;
  targets: string | null;
  attempts: number;
  /** Tries that failed for another reason than Redis being away: these end in `dead`. */
  failures: number;
  next_attempt_at: string | null;
  error: string | null;
  wave_id: string | null;
  invalidated: number | null;
  matched_nothing: number;
  deliveries: number;
  replay_of: string | null;
  replayed_at: string | null;
}

/** Which events arrived in the last 24 h. */
export interface EventSeenTable {
  source: string;
  event_key: string;
  event_id: string;
  seen_at: string;
}

export interface EventSourceTable {
  source: string;
  via: ChangeEventTable['via'];
  first_at: string;
  last_at: string;
}

export interface EventRuleTable {
  id: string;
  name: string;
  enabled: number;
  entity: string;
  types: string;
  keys: string;
  tags: string;
  stop: number;
  position: number;
  built_in: number;
  hits: number;
  last_hit_at: string | null;
  updated_by: string;
  updated_at: string;
}

export interface EventTables {
  change_event: ChangeEventTable;
  event_seen: EventSeenTable;
  event_source: EventSourceTable;
  event_rule: EventRuleTable;
}
