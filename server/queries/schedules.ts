import { type SchedulesPage, schedulesQuerySchema } from '@/lib/contract';
import { listSchedules } from '@/server/plans/schedules';
import { defineQuery } from './query';

/** Scheduled purges: what is still to come, then what is over. */
export const getSchedules = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: schedulesQuerySchema,
  read: ({ db }, query): Promise<SchedulesPage> => listSchedules(db, query),
});
