'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import { type WaveView, waveSchema, wavesPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';
import type { WaveFilters } from './use-wave-filters';

const pageSize = 50;

/** The journal of waves, newest first, page by page. */
export function useWaves({ q, cause, mode, match }: WaveFilters) {
  const filters = { search: q, cause: cause ?? '', mode: mode ?? '', match: match ?? '' };
  return useInfiniteQuery({
    queryKey: queryKeys.waves(JSON.stringify(filters)),
    queryFn: ({ pageParam, signal }) =>
      api.get(
        apiPath('/waves', { ...filters, limit: pageSize, before: pageParam ?? undefined }),
        wavesPageSchema,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
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
