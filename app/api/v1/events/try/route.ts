import { readByPost } from '@/server/http/handle';
import { tryEvent } from '@/server/queries/try-event';

export const POST = readByPost(tryEvent);
