'use client';

import { useQuery } from '@tanstack/react-query';
import { type RangeId, ranges } from '@/components/charts/ranges';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import { statsSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** Counters of the whole fleet over a range; refreshed every 5 s (15 m, 1 h) or 30 s. */
export function useStats(range: RangeId) {
  const { windowMs, stepMs } = ranges[range];
  return useQuery({
    queryKey: queryKeys.stats(windowMs),
    queryFn: async ({ signal }) => ({
      stats: await api.get(apiPath('/stats', { windowMs, stepMs }), statsSchema, signal),
      readAt: Date.now(),
    }),
    refetchInterval: usePoll(windowMs <= 3_600_000 ? 5_000 : 30_000),
  });
}
