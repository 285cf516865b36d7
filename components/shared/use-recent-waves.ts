'use client';

import { useQuery } from '@tanstack/react-query';
import { api, apiPath } from '@/lib/api-client';
import { wavesPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';
import { usePoll } from './use-poll';

/** How many of the newest waves are read at once: the most the API gives. */
export const recentWaves = 200;

/** The newest waves, newest first. */
export function useRecentWaves() {
  return useQuery({
    queryKey: queryKeys.waves(),
    queryFn: ({ signal }) =>
      api.get(apiPath('/waves', { limit: recentWaves }), wavesPageSchema, signal),
    refetchInterval: usePoll(15_000),
  });
}
