import { pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { cancelSchedule } from '@/server/operations/cancel-schedule';

export const DELETE = act(cancelSchedule, {
  key: 'none',
  input: (request) => ({ id: pathRest(request, 'schedules') }),
});
