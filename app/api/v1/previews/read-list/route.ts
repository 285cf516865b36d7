import { readByPost } from '@/server/http/handle';
import { getListReading } from '@/server/queries/read-list';

export const POST = readByPost(getListReading);
