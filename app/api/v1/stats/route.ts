import { read } from '@/server/http/handle';
import { getStats } from '@/server/queries/stats';

export const GET = read(getStats);
