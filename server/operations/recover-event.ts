import { z } from 'zod';
import { applyInOrder } from '@/server/events/apply';
import { findRow } from '@/server/events/event-store';
import { rowView } from '@/server/events/read-row';
import { Refusal } from '@/server/auth/refusal';
import { audited } from './audited';

/** Tries an event again that was taken in and not applied: its process died, or Redis was away. For the intake itself. */
export const recoverEvent = audited({
  action: 'event.recover',
  need: { role: 'admin', scope: 'admin' },
  input: z.object({ id: z.string() }),
  async plan(context, { id }) {
    const row = await findRow(context, id);
    if (!row) throw new Refusal('not-found', `There is no event ${id}.`);
    const { event, source, attempts, error } = rowView(row);
    return { scope: { event, source, attempts, error } };
  },
  async run(
    context,
    { id },
  ): Promise<{ result: { state: string }; waveId: string | null; detail: unknown }> {
    const row = await findRow(context, id);
    if (!row) throw new Refusal('not-found', `There is no event ${id}.`);
    const after = rowView((await applyInOrder(context, row)).row);
    const { state, waveId, invalidated, error } = after;
    return {
      result: { state },
      waveId,
      detail: { eventId: id, state, invalidated, ...(error && { error }) },
    };
  },
});
