'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import {
  type CreateScheduleInput,
  scheduleResultSchema,
  schedulesPageSchema,
} from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** Scheduled purges: what is to come, then what is over. */
export function useSchedules() {
  return useQuery({
    queryKey: queryKeys.schedules(),
    queryFn: ({ signal }) =>
      api.get(apiPath('/schedules', { limit: 50 }), schedulesPageSchema, signal),
    refetchInterval: usePoll(10_000),
  });
}

export function useCreateSchedule(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CreateScheduleInput) =>
      api.post(apiPath('/schedules'), input, scheduleResultSchema),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.schedules() });
      onDone();
    },
  });
}

export function useCancelSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      api.delete(apiPath(`/schedules/${encodeURIComponent(id)}`), scheduleResultSchema),
    onSettled: () => void client.invalidateQueries({ queryKey: queryKeys.schedules() }),
  });
}
