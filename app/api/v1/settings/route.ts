import { read } from '@/server/http/handle';
import { getSettings } from '@/server/queries/settings';

export const GET = read(getSettings);
