import { read } from '@/server/http/handle';
import { getFound } from '@/server/queries/find';

export const GET = read(getFound);
