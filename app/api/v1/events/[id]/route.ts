import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getEvent } from '@/server/queries/event';

export const GET = read(getEvent, { input: (request) => ({ id: pathRest(request, 'events') }) });
