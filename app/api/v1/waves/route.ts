import { nextPage, read } from '@/server/http/handle';
import { getWaves } from '@/server/queries/waves';

export const GET = read(getWaves, {
  headers: ({ cursor }, request) => nextPage(request, 'before', cursor),
});
