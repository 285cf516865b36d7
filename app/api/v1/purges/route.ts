import { act } from '@/server/http/handle';
import { purge } from '@/server/operations/purge';

export const POST = act(purge, { key: 'required' });
