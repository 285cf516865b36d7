import { parseJson, pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { deleteRule } from '@/server/operations/delete-rule';
import { updateRule } from '@/server/operations/update-rule';

const idOf = (request: Request) => pathRest(request, 'rules');

export const PUT = act(updateRule, {
  key: 'none',
  parse: (body, request) => ({ id: idOf(request), rule: parseJson(body) }),
});
export const DELETE = act(deleteRule, { key: 'none', input: (request) => ({ id: idOf(request) }) });
