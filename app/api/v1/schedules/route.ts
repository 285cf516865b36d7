import { act, read } from '@/server/http/handle';
import { createSchedule } from '@/server/operations/create-schedule';
import { getSchedules } from '@/server/queries/schedules';

export const GET = read(getSchedules);
export const POST = act(createSchedule, { key: 'required', status: 201 });
