import { readByPost } from '@/server/http/handle';
import { getPreview } from '@/server/queries/preview';

export const POST = readByPost(getPreview);
