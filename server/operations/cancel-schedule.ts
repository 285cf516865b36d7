import { z } from 'zod';
import type { ScheduleView } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';
import {
  cancelSchedule as endSchedule,
  findSchedule,
  viewSchedule,
} from '@/server/plans/schedules';
import type { Context } from '@/server/auth/context';
import { audited } from './audited';

/** Takes a scheduled purge back, as long as it has not begun. */
export const cancelSchedule = audited({
  action: 'schedule.cancel',
  need: { role: 'operator', scope: 'purge:selective' },
  input: z.object({ id: z.string().min(1).max(100) }).strict(),
  async plan(context, { id }) {
    const row = await requireSchedule(context, id);
    const { state, runAt, subject } = viewSchedule(row);
    if (state !== 'waiting' && state !== 'held') throw settled(id, state);
    return { scope: { scheduleId: id, subject, runAt } };
  },
  async run(context, { id }): Promise<{ result: { schedule: ScheduleView } }> {
    const cancelled = await endSchedule(context.db, id);
    const row = await requireSchedule(context, id);
    // Between the look and the update its time may have come.
    if (!cancelled) throw settled(id, row.state);
    return { result: { schedule: viewSchedule(row) } };
  },
});

async function requireSchedule({ db }: Context, id: string) {
  const row = await findSchedule(db, id);
  if (row) return row;
  throw new Refusal('not-found', `There is no schedule ${id}.`);
}

function settled(id: string, state: string): Refusal {
  return new Refusal(
    'schedule-settled',
    `The schedule ${id} is ${state}: only one that waits or is held can be cancelled.`,
  );
}
