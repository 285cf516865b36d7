import { parseJson, pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { changeSetting } from '@/server/operations/change-setting';

export const PUT = act(changeSetting, {
  key: 'none',
  parse: (body, request) => ({ name: pathRest(request, 'settings'), value: parseJson(body) }),
});
