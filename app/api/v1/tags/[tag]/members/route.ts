import { pathRest, searchOf } from '@/server/http/body';
import { nextPage, read } from '@/server/http/handle';
import { getTagMembers } from '@/server/queries/tag-members';

export const GET = read(getTagMembers, {
  input: (request) => ({ ...searchOf(request), tag: pathRest(request, 'tags', '/members') }),
  headers: ({ cursor }, request) => nextPage(request, 'cursor', cursor),
});
