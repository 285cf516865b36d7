import { parseJson, pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { applyPreview } from '@/server/operations/apply-preview';

export const POST = act(applyPreview, {
  key: 'required',
  parse: (body, request) =>
    Object.assign({}, parseJson(body), { id: pathRest(request, 'previews', '/apply') }),
});
