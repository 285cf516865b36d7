import { z } from 'zod';
import type { EventDetailView } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';
import { findEvent } from '@/server/events/event-log';
import { defineQuery } from './query';

/** One event with its body as it was received. Throws `not-found` when the log has it not (any more). */
export const getEvent = defineQuery({
  need: { role: 'viewer', scope: 'entries:read' },
  input: z.object({ id: z.string().min(1).max(100) }),
  async read(context, { id }): Promise<EventDetailView> {
    const event = await findEvent(context, id);
    if (!event)
      throw new Refusal('not-found', `The log has no event ${id}. Old events are trimmed.`);
    return event;
  },
});
