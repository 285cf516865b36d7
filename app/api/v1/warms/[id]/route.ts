import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getWarmJob } from '@/server/queries/warm-job';

export const GET = read(getWarmJob, { input: (request) => ({ id: pathRest(request, 'warms') }) });
