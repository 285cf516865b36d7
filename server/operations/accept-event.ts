import { z } from 'zod';
import { changeEventSchema, type EventState, type WaveView } from '@/lib/contract';
import { allows } from '@/server/auth/actor';
import type { Context } from '@/server/auth/context';
import { isRefusal, type Refusal } from '@/server/auth/refusal';
import { applyInOrder } from '@/server/events/apply';
import {
  type Arrival,
  type EventRow,
  storeEvent,
  storeRejected,
} from '@/server/events/event-store';
import { readPlain } from '@/server/events/plain';
import { rowView } from '@/server/events/read-row';
import { checkDecision, type Decision, decide } from '@/server/events/rules';
import { listRules } from '@/server/events/rule-store';
import { viewWave, waveViewOf } from '@/server/queries/view-wave';
import { audited, type Operation } from './audited';

const need = { role: 'operator', scope: 'events:write' } as const;
const decisionSchema = z.custom<Decision>();

interface Accepted {
  event: { id: string; state: EventState; rules: { id: string; name: string }[] };
  /** Null when no rule matched, or while it waits to be applied. */
  wave: WaveView | null;
  duplicate: boolean;
}

const take = audited({
  action: 'event.accept',
  need,
  input: z.object({ body: z.string(), event: changeEventSchema, decision: decisionSchema }),
  // Before it was read as an event there is only a body, of any kind and length.
  scopeOf: () => null,
  plan: (_context, { event, decision: { keys, tags } }) => ({
    scope: { event, targets: { keys, tags } },
  }),
  async run(
    context,
    { body, event, decision },
  ): Promise<{ result: Accepted; waveId: string | null; detail: unknown }> {
    const eventKey = event.eventId ?? context.dedupeId ?? null;
    const understood = { event, decision, eventKey };
    const stored = await storeEvent(context, arrivalOf(context, body), understood);
    const { duplicate } = stored;
    const applied =
      stored.row.state === 'received'
        ? await applyInOrder(context, stored.row)
        : { ...stored, wave: null };
    const { id, state, rules, waveId, invalidated, error } = rowView(applied.row);
    const wave = applied.wave
      ? await viewWave(context, applied.wave)
      : await earlierWave(context, applied.row);
    return {
      result: { event: { id, state, rules }, wave, duplicate },
      waveId,
      detail: { eventId: id, state, duplicate, invalidated, ...(error && { error }) },
    };
  },
});

/**
 * Takes a change event in: it is a row before this answers, and applied before it answers while Redis is there. What
 * cannot be read as an event is kept as rejected. The same id from the same source within 24 h is one event.
 */
async function accept(context: Context, body: unknown): Promise<Accepted & { auditId: string }> {
  const text = z.string().parse(body);
  // Refused, and recorded as refused, before anything is said about the body.
  if (!allows(context.actor, need)) return take(context, null);
  try {
    const event = readPlain(text);
    const decision = decide(await listRules(context), event, context.cache.targetsOf);
    checkDecision(decision);
    return await take(context, { body: text, event, decision });
  } catch (error) {
    if (isRefusal(error) && notAnEvent.includes(error.code))
      await keepRejected(context, text, error);
    throw error;
  }
}
const notAnEvent = ['invalid-json', 'invalid-input'];

export const acceptEvent: Operation<Accepted> = Object.assign(accept, {
  action: take.action,
  need,
});

/** 202 while the event waits for Redis. */
export const statusOfAccepted = ({ event }: Accepted): number =>
  event.state === 'received' ? 202 : 200;

function arrivalOf({ actor, requestId }: Context, body: string): Arrival {
  return { source: actor.name, via: 'api', actor: actor.name, requestId, body };
}

async function keepRejected(
  context: Context,
  body: string,
  { code, message }: Refusal,
): Promise<void> {
  await storeRejected(context, arrivalOf(context, body), { code, message }).catch(
    (cause: unknown) =>
      context.log.error({ err: cause, requestId: context.requestId }, 'rejected event not kept'),
  );
}

/** The wave of an event that came before, while the journal knows it. */
async function earlierWave({ cache, log }: Context, row: EventRow): Promise<WaveView | null> {
  if (row.wave_id === null) return null;
  const record = await cache.wave(row.wave_id).catch((error: unknown) => {
    log.warn({ err: error, waveId: row.wave_id }, 'wave not read from the journal');
    return null;
  });
  return record && waveViewOf(record);
}
