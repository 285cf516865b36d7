'use client';

import { useQuery } from '@tanstack/react-query';
import { api, apiPath } from '@/lib/api-client';
import { waveSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** A wave of the journal; what has ended does not change. */
export function useWave(id: string) {
  return useQuery({
    queryKey: queryKeys.wave(id),
    queryFn: ({ signal }) =>
      api.get(apiPath(`/waves/${encodeURIComponent(id)}`), waveSchema, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 1_000 : false),
  });
}
