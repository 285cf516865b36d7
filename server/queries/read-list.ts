import { type ListReading, readListInputSchema } from '@/lib/contract';
import { readList } from '@/server/plans/read-list';
import { defineQuery } from './query';

/** What a pasted or uploaded list holds. Nothing is kept. */
export const getListReading = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: readListInputSchema,
  read: async (_context, { text, column }): Promise<ListReading> => readList(text, column),
});
