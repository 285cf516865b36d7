import { read } from '@/server/http/handle';
import { getGraphCount } from '@/server/queries/graph-count';

export const GET = read(getGraphCount);
