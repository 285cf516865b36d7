'use client';

import { useQuery } from '@tanstack/react-query';
import { readHealth } from '@/lib/health';
import { queryKeys } from '@/lib/query-keys';
import { useLiveWaves } from './live-waves';

/** Redis and database health, every 10 s while live. */
export function useHealth() {
  const { paused } = useLiveWaves();
  return useQuery({
    queryKey: queryKeys.health(),
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: paused ? false : 10_000,
  });
}
