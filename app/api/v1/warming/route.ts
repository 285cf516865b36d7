import { act, read } from '@/server/http/handle';
import { setWarming } from '@/server/operations/warming';
import { getWarming } from '@/server/queries/warms';

export const GET = read(getWarming);
export const PATCH = act(setWarming, { key: 'none' });
