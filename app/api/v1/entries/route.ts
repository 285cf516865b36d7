import { nextPage, read } from '@/server/http/handle';
import { getEntries } from '@/server/queries/entries';

export const GET = read(getEntries, {
  headers: ({ cursor }, request) => nextPage(request, 'cursor', cursor),
});
