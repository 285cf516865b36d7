import { read } from '@/server/http/handle';
import { getSession } from '@/server/queries/session';

export const GET = read(getSession);
