import { parseJson, pathRest, searchOf } from '@/server/http/body';
import { cacheStatus } from '@/server/http/cache-status';
import { act, read } from '@/server/http/handle';
import { deleteEntry, putEntry } from '@/server/operations/entries';
import { getEntry } from '@/server/queries/entry';

const keyOf = (request: Request) => ({ key: pathRest(request, 'entries') });

export const GET = read(getEntry, { input: keyOf, headers: cacheStatus });
export const PUT = act(putEntry, {
  key: 'none',
  parse: (body, request) => Object.assign({}, parseJson(body), keyOf(request)),
});
export const DELETE = act(deleteEntry, {
  key: 'optional',
  input: (request) => ({ ...searchOf(request), ...keyOf(request) }),
});
