import { parseJson, pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { updateUser } from '@/server/operations/update-user';

export const PATCH = act(updateUser, {
  key: 'none',
  parse: (body, request) => ({ id: pathRest(request, 'users'), change: parseJson(body) }),
});
