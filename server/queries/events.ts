import { eventsQuerySchema } from '@/lib/contract';
import { listEvents } from '@/server/events/event-log';
import { defineQuery } from './query';

/** The log of change events, newest first. */
export const getEvents = defineQuery({
  need: { role: 'viewer', scope: 'entries:read' },
  input: eventsQuerySchema,
  read: (context, filter) => listEvents(context, filter),
});
