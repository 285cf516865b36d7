import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getEntry } from '@/server/queries/entry';

export const GET = read(getEntry, { input: (request) => ({ key: pathRest(request, 'entries') }) });
