import { jsonWith, pathRest, searchOf } from '@/server/http/body';
import { cacheStatus } from '@/server/http/cache-status';
import { act, read } from '@/server/http/handle';
import { deleteEntry, putEntry } from '@/server/operations/entries';
import { getEntry } from '@/server/queries/entry';

const keyOf = (request: Request) => ({ key: pathRest(request, 'entries') });
const targetOf = (request: Request) => ({ ...searchOf(request), ...keyOf(request) });

export const GET = read(getEntry, { input: keyOf, headers: cacheStatus });
export const PUT = act(putEntry, { key: 'none', parse: jsonWith(keyOf) });
export const DELETE = act(deleteEntry, { key: 'optional', input: targetOf });
