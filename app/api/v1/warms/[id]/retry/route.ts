import { pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { retryWarm } from '@/server/operations/warming';

export const POST = act(retryWarm, {
  key: 'none',
  input: (request) => ({ id: pathRest(request, 'warms', '/retry') }),
});
