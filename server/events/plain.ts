import { changeEventSchema, type ChangeEventInput } from '@/lib/contract';
import { parseInput } from '@/server/auth/parse-input';
import { Refusal } from '@/server/auth/refusal';
import type { ChangeEvent } from '@/server/freshet';

/** The engine's own form of a change event; other envelopes (CloudEvents, Debezium, …) are turned into this one. */
export const plainEventSchema = changeEventSchema.superRefine((event, context) => {
  if (event.time !== undefined && instantOf(event.time) === null)
    context.addIssue({
      code: 'custom',
      path: ['time'],
      message: 'must be ISO 8601 or milliseconds since 1970',
    });
  for (const field of ['type', 'entity', 'id', 'eventId'] as const)
    if (/\p{Cc}/u.test(String(event[field] ?? '')))
      context.addIssue({ code: 'custom', path: [field], message: 'has no control characters' });
});

/** An event as somebody sent it. Throws `invalid-json` or `invalid-input` with the field and the fix. */
export function readPlain(body: string): ChangeEventInput {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw new Refusal('invalid-json', 'The body is not JSON. Check quotes, commas and encoding.', {
      cause: error,
    });
  }
  return parseInput(plainEventSchema, json);
}

/** ISO text of an event's time; null when it has none, or one that no clock shows. */
export function instantOf(time: string | number | undefined): string | null {
  if (time === undefined) return null;
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Absent is absent, not undefined. */
export function toChangeEvent({ type, entity, id, ...rest }: ChangeEventInput): ChangeEvent {
  return { type, entity, id, ...rest };
}
