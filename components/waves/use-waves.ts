'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import { type WaveView, waveSchema, wavesPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

const pageSize = 50;

/** The journal of waves, newest first, page by page. */
export function useWaves() {
  return useInfiniteQuery({
    queryKey: queryKeys.waves('pages'),
    queryFn: ({ pageParam, signal }) =>
      api.get(
        apiPath('/waves', { limit: pageSize, before: pageParam ?? undefined }),
        wavesPageSchema,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    refetchInterval: usePoll(15_000),
  });
}

/** One wave; read again every second while it runs. */
export function useWave(id: string) {
  const poll = usePoll(1000);
  return useQuery({
    queryKey: queryKeys.wave(id),
    queryFn: ({ signal }): Promise<WaveView> =>
      api.get(apiPath(`/waves/${encodeURIComponent(id)}`), waveSchema, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? poll : false),
  });
}
