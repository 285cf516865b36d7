import { read } from '@/server/http/handle';
import { getEntryGroups } from '@/server/queries/entries';

export const GET = read(getEntryGroups);
