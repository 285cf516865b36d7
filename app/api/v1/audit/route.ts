import { nextPage, read } from '@/server/http/handle';
import { getAudit } from '@/server/queries/audit';

export const GET = read(getAudit, {
  headers: ({ cursor }, request) => nextPage(request, 'before', cursor),
});
