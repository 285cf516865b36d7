import { read } from '@/server/http/handle';
import { getTags } from '@/server/queries/tags';

export const GET = read(getTags);
