import { pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { revealEntry } from '@/server/operations/entries';

export const POST = act(revealEntry, {
  key: 'none',
  input: (request) => ({ key: pathRest(request, 'entries', '/reveal') }),
});
