import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { explainEntry } from '@/server/queries/entry';

export const GET = read(explainEntry, {
  input: (request) => ({ key: pathRest(request, 'entries', '/explain') }),
});
