import { pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { revokeToken } from '@/server/operations/revoke-token';

export const DELETE = act(revokeToken, {
  key: 'none',
  input: (request) => ({ id: pathRest(request, 'tokens') }),
});
