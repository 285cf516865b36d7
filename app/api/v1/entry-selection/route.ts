import { read } from '@/server/http/handle';
import { getEntrySelection } from '@/server/queries/entries';

export const GET = read(getEntrySelection);
