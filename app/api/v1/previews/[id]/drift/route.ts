import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getPreviewDrift } from '@/server/queries/stored-preview';

export const GET = read(getPreviewDrift, {
  input: (request) => ({ id: pathRest(request, 'previews', '/drift') }),
});
