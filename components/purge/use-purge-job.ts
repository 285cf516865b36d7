'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import { abortPurgeResultSchema, type PurgeJobView, purgeJobSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

const pathOf = (id: string) => apiPath(`/purges/${encodeURIComponent(id)}`);

/** True while its wave runs or its warming goes on. */
export function isPurgeRunning({ wave, warm }: PurgeJobView): boolean {
  if (wave.state === 'running') return true;
  return warm !== null && warm.state !== 'completed' && warm.state !== 'failed';
}

/** A purge and the warming after it, read again every second until both are over. */
export function usePurgeJob(id: string) {
  const poll = usePoll(1_000);
  return useQuery({
    queryKey: queryKeys.purge(id),
    queryFn: ({ signal }) => api.get(pathOf(id), purgeJobSchema, signal),
    refetchInterval: ({ state }) => (state.data && isPurgeRunning(state.data) ? poll : false),
  });
}

export function useAbortPurge(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(id), abortPurgeResultSchema),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.purge(id) }),
  });
}
