import { changeEventSchema, type ChangeEventInput } from '@/lib/contract';

/** The engine's own form of a change event; other envelopes (CloudEvents, Debezium, …) are turned into this one. */
export const plainEventSchema = changeEventSchema;

/**
 * The event with an id to recognise repeats by: its own, else the request's Idempotency-Key, else none (then every
 * repeat is applied again, which changes nothing but costs a wave).
 */
export function identifyEvent(
  event: ChangeEventInput,
  dedupeId: string | undefined,
): ChangeEventInput {
  if (event.eventId !== undefined || dedupeId === undefined) return event;
  return { ...event, eventId: dedupeId };
}
