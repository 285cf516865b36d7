import { pathRest } from '@/server/http/body';
import { act, read } from '@/server/http/handle';
import { abortPurge } from '@/server/operations/abort-purge';
import { getPurge } from '@/server/queries/purge-job';

const idOf = (request: Request) => ({ id: pathRest(request, 'purges') });

export const GET = read(getPurge, { input: idOf });
export const DELETE = act(abortPurge, { key: 'none', input: idOf });
