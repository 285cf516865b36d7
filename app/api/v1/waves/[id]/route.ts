import { pathRest } from '@/server/http/body';
import { read } from '@/server/http/handle';
import { getWave } from '@/server/queries/wave';

export const GET = read(getWave, { input: (request) => ({ id: pathRest(request, 'waves') }) });
