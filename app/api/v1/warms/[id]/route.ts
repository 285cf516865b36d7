import { pathRest } from '@/server/http/body';
import { act, read } from '@/server/http/handle';
import { abortWarm } from '@/server/operations/warming';
import { getWarmJob } from '@/server/queries/warm-job';

const idOf = (request: Request) => ({ id: pathRest(request, 'warms') });

export const GET = read(getWarmJob, { input: idOf });
export const DELETE = act(abortWarm, { key: 'none', input: idOf });
