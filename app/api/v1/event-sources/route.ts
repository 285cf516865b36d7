import { read } from '@/server/http/handle';
import { eventSources } from '@/server/queries/event-sources';

export const GET = read(eventSources);
