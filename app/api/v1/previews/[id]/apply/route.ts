import { jsonWith, pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { applyPreview } from '@/server/operations/apply-preview';

export const POST = act(applyPreview, {
  key: 'required',
  parse: jsonWith((request) => ({ id: pathRest(request, 'previews', '/apply') })),
});
