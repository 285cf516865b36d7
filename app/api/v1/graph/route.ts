import { read } from '@/server/http/handle';
import { getGraph } from '@/server/queries/graph';

export const GET = read(getGraph);
