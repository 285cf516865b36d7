import { act, nextPage, read } from '@/server/http/handle';
import { policies } from '@/server/http/rate-limit';
import { acceptEvent, statusOfAccepted } from '@/server/operations/accept-event';
import { getEvents } from '@/server/queries/events';

export const GET = read(getEvents, {
  headers: ({ cursor }, request) => nextPage(request, 'before', cursor),
});
// An event's own eventId tells repeats apart; the header is for sources that have none.
export const POST = act(acceptEvent, {
  key: 'optional',
  policy: policies.events,
  parse: (body) => body,
  status: statusOfAccepted,
});
