// What the columns of an event's row say. They were written by this server, so what does not parse is a fault, not input.
import { z } from 'zod';
import {
  changeEventSchema,
  type EventDetailView,
  type EventRowView,
  ruleRefSchema,
} from '@/lib/contract';
import type { ChangeEvent } from '@/server/freshet';
import type { EventRow } from './event-store';
import { toChangeEvent } from './plain';
import type { RuleTargets } from './rules';

const targetsSchema = z.object({ keys: z.array(z.string()), tags: z.array(z.string()) });
const errorSchema = z.object({ code: z.string(), message: z.string() });
const rulesSchema = z.array(ruleRefSchema);

const fromJson = <T>(schema: z.ZodType<T>, text: string | null): T | null =>
  text === null ? null : schema.parse(JSON.parse(text));

export function eventOf(row: EventRow): ChangeEvent {
  const event = fromJson(changeEventSchema, row.event);
  if (event === null)
    throw new Error(`The event ${row.id} was rejected: there is nothing to apply.`);
  return toChangeEvent(event);
}

export function targetsOf(row: EventRow): RuleTargets {
  return fromJson(targetsSchema, row.targets) ?? { keys: [], tags: [] };
}

export function rowView(row: EventRow): EventRowView {
  return {
    id: row.id,
    seq: Number(row.seq),
    source: row.source,
    via: row.via,
    state: row.state,
    event: fromJson(changeEventSchema, row.event),
    receivedAt: row.received_at,
    eventAt: row.event_at,
    appliedAt: row.applied_at,
    lagMs: row.lag_ms,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    deliveries: row.deliveries,
    error: fromJson(errorSchema, row.error),
    rules: fromJson(rulesSchema, row.rules) ?? [],
    waveId: row.wave_id,
    invalidated: row.invalidated,
    matchedNothing: row.matched_nothing === 1,
    replayOf: row.replay_of,
    replayedAt: row.replayed_at,
  };
}

export function detailView(row: EventRow, replays: string[]): EventDetailView {
  return {
    ...rowView(row),
    body: row.body,
    targets: fromJson(targetsSchema, row.targets),
    actor: row.actor,
    requestId: row.request_id,
    replays,
  };
}
