import { type EventState, type ReplayInput, replayInputSchema } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { applyInOrder } from '@/server/events/apply';
import { type EventRow, markReplayed, storeEvent } from '@/server/events/event-store';
import { findReplayable } from '@/server/events/replayable';
import { eventOf } from '@/server/events/read-row';
import { decide } from '@/server/events/rules';
import { listRules } from '@/server/events/rule-store';
import { audited } from './audited';

const maxEvents = 1_000;
/** So many are applied before the answer; the intake's loop applies the others. */
const inlineUpTo = 25;

interface Replayed {
  events: { id: string; replayOf: string; state: EventState }[];
}

/** Sends events again: the same events with their own ids, marked as replays, by the rules as they are now. */
export const replayEvents = audited({
  action: 'event.replay',
  need: { role: 'operator', scope: 'events:write' },
  input: replayInputSchema,
  async plan(context, input) {
    const rows = await rowsOf(context, input);
    const { reason, ...which } = input;
    return { scope: { ...which, events: rows.length }, reason };
  },
  async run(context, input): Promise<{ result: Replayed; detail: unknown }> {
    const originals = await rowsOf(context, input);
    const rules = await listRules(context);
    const stored: EventRow[] = [];
    for (const original of originals) stored.push(await again(context, original, rules));
    const events: Replayed['events'] = [];
    for (const [i, row] of stored.entries()) {
      const after = i < inlineUpTo ? (await applyInOrder(context, row)).row : row;
      events.push({ id: row.id, replayOf: row.replay_of ?? '', state: after.state });
    }
    const applied = events.filter(({ state }) => state === 'applied').length;
    return { result: { events }, detail: { events: events.length, applied } };
  },
});

async function rowsOf(context: Context, input: ReplayInput): Promise<EventRow[]> {
  const rows = await findReplayable(context, input, maxEvents + 1);
  if (rows.length > maxEvents)
    throw new Refusal(
      'too-many-events',
      `A replay takes at most ${maxEvents} events, and these are more. Choose a shorter range.`,
    );
  if (rows.length === 0)
    throw new Refusal('not-found', 'No event of the log that could be replayed is named by this.');
  return rows;
}

async function again(
  context: Context,
  original: EventRow,
  rules: Parameters<typeof decide>[0],
): Promise<EventRow> {
  const event = eventOf(original);
  const { tags, ...rest } = event;
  const input = { ...rest, ...(tags && { tags: [...tags] }) };
  const arrival = {
    source: original.source,
    via: 'replay' as const,
    actor: context.actor.name,
    requestId: context.requestId,
    body: original.body,
  };
  const { row } = await storeEvent(context, arrival, {
    event: input,
    decision: decide(rules, input, context.cache.targetsOf),
    eventKey: null,
    replayOf: original.id,
  });
  await markReplayed(context, original.id);
  return row;
}
