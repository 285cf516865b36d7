import { act } from '@/server/http/handle';
import { policies } from '@/server/http/rate-limit';
import { acceptEvent } from '@/server/operations/accept-event';

// An event's own eventId tells repeats apart; the header is for sources that have none.
export const POST = act(acceptEvent, { key: 'optional', policy: policies.events });
