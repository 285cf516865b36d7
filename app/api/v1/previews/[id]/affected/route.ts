import { pathRest, searchOf } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getAffected } from '@/server/queries/affected';

export const GET = read(getAffected, {
  input: (request) => ({
    ...searchOf(request),
    id: pathRest(request, 'previews', '/affected'),
  }),
});
