import { z } from '@/lib/zod';
import { targetsSchema } from './common';
import { impactSchema } from './operations';
import { changeEventSchema, waveSchema } from './waves';

/** What became of an event: taken in, carried out, not valid, or given up after its tries. */
export const eventStateSchema = z.enum(['received', 'applied', 'rejected', 'dead']);
export type EventState = z.infer<typeof eventStateSchema>;
/** `api`: posted here · `direct`: a service told the engine itself · `replay`: sent again by a person. */
export const eventViaSchema = z.enum(['api', 'direct', 'replay']);
export const ruleRefSchema = z.object({ id: z.string(), name: z.string() });

/** One event of the log, without its body. */
export const eventRowSchema = z.object({
  id: z.string(),
  /** Place in the log; cursor for `before`. */
  seq: z.number(),
  source: z.string(),
  via: eventViaSchema,
  state: eventStateSchema,
  /** Null when the body could not be read as an event. */
  event: changeEventSchema.nullable(),
  receivedAt: z.string(),
  eventAt: z.string().nullable(),
  appliedAt: z.string().nullable(),
  /** From the event's own time to its resolved wave; null without such a time, and for replays. */
  lagMs: z.number().nullable(),
  attempts: z.number(),
  /** When the next try is due, while it waits for one. */
  nextAttemptAt: z.string().nullable(),
  /** How often it arrived within 24 h. */
  deliveries: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  rules: z.array(ruleRefSchema),
  waveId: z.string().nullable(),
  invalidated: z.number().nullable(),
  /** No rule, or nothing cached, matched. */
  matchedNothing: z.boolean(),
  replayOf: z.string().nullable(),
  replayedAt: z.string().nullable(),
});
export type EventRowView = z.infer<typeof eventRowSchema>;

/** GET /api/v1/events */
export const eventsQuerySchema = z.object({
  search: z.string().max(200).optional(),
  source: z.string().max(200).optional(),
  state: eventStateSchema.optional(),
  /** `yes`: only events that matched nothing. */
  nothing: z.enum(['yes']).optional(),
  /** `yes`: only dead letters that nobody has replayed. */
  open: z.enum(['yes']).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const eventsPageSchema = z.object({
  events: z.array(eventRowSchema),
  cursor: z.number().nullable(),
  total: z.number(),
});
export type EventsPageView = z.infer<typeof eventsPageSchema>;

/** GET /api/v1/events/{id} */
export const eventDetailSchema = eventRowSchema.extend({
  /** As it was received; a rejected one is kept up to 64 KiB. */
  body: z.string(),
  targets: z.object({ keys: z.array(z.string()), tags: z.array(z.string()) }).nullable(),
  actor: z.string(),
  requestId: z.string(),
  replays: z.array(z.string()),
});
export type EventDetailView = z.infer<typeof eventDetailSchema>;

/**
 * POST /api/v1/events. `wave` is null when no rule matched, and with 202 while Redis is away: the event is kept and
 * applied as soon as that is possible.
 */
export const eventResultSchema = z.object({
  event: z.object({ id: z.string(), state: eventStateSchema, rules: z.array(ruleRefSchema) }),
  wave: waveSchema.nullable(),
  duplicate: z.boolean(),
});

/** GET /api/v1/event-sources */
export const eventSourceSchema = z.object({
  source: z.string(),
  via: eventViaSchema,
  firstAt: z.string(),
  lastAt: z.string(),
  /** Of the last hour. */
  received: z.number(),
  ratePerMin: z.number(),
  rejected: z.number(),
  matchedNothing: z.number(),
  /** Of its last 500 events that carried a time. */
  lagMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
  /** Now. */
  waiting: z.number(),
  deadLetters: z.number(),
  /** Nothing came for far longer than this source's usual gap. */
  silent: z.boolean(),
  silentAfterMs: z.number().nullable(),
});
export type EventSourceView = z.infer<typeof eventSourceSchema>;
export const eventSourcesSchema = z.object({ sources: z.array(eventSourceSchema) });
export type EventSourcesView = z.infer<typeof eventSourcesSchema>;

/** POST /api/v1/events/replays: some by id, or a range. */
export const replayInputSchema = z
  .object({
    ids: z.array(z.string().min(1).max(100)).min(1).max(1000).optional(),
    range: z
      .object({
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        source: z.string().min(1).max(200).optional(),
        state: eventStateSchema.exclude(['rejected', 'received']).optional(),
      })
      .strict()
      .optional(),
    reason: z.string().trim().min(1, 'say why').max(500),
  })
  .strict()
  .refine((input) => (input.ids === undefined) !== (input.range === undefined), {
    message: 'give either ids or a range',
  });
export type ReplayInput = z.infer<typeof replayInputSchema>;
export const replayResultSchema = z.object({
  /** The replays, in the order of their originals. */
  events: z.array(z.object({ id: z.string(), replayOf: z.string(), state: eventStateSchema })),
  auditId: z.string(),
});

/** POST /api/v1/events/try: what an event would do, without doing it. */
export const tryEventInputSchema = z.object({ event: z.unknown() }).strict();
export const tryEventResultSchema = z.object({
  event: changeEventSchema,
  matched: z.array(ruleRefSchema.extend({ keys: z.array(z.string()), tags: z.array(z.string()) })),
  skipped: z.array(ruleRefSchema.extend({ why: z.string() })),
  targets: targetsSchema.nullable(),
  impact: impactSchema.nullable(),
});
export type TryEventView = z.infer<typeof tryEventResultSchema>;
