import { act } from '@/server/http/handle';
import { replayEvents } from '@/server/operations/replay-events';

export const POST = act(replayEvents, { key: 'required' });
