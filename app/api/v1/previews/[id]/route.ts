import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getStoredPreview } from '@/server/queries/stored-preview';

export const GET = read(getStoredPreview, {
  input: (request) => ({ id: pathRest(request, 'previews') }),
});
