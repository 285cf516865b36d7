'use client';

import { useQuery } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath, isApiError } from '@/lib/api-client';
import { warmJobSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** A warm job (that of a wave has the wave's id), read again every second until it is over. */
export function useWarmJob(id: string) {
  const poll = usePoll(1_000);
  return useQuery({
    queryKey: queryKeys.warmJob(id),
    queryFn: ({ signal }) =>
      api.get(apiPath(`/warms/${encodeURIComponent(id)}`), warmJobSchema, signal),
    refetchInterval: ({ state }) => {
      const isOver = state.data?.state === 'completed' || state.data?.state === 'failed';
      return isOver || state.error ? false : poll;
    },
    retry: (count, error) => count < 2 && !isApiError(error, 'not-found'),
  });
}
