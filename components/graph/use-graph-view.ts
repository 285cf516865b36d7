'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLiveWaves } from '@/components/shared/live-waves';
import { api, apiPath } from '@/lib/api-client';
import { graphViewSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';
import type { GraphState } from './use-graph-state';

/** Waves refetch at once; this is for what changes without one: expiry, reads, new entries. */
const REFRESH_MS = 10_000;

/** The part of the dependency graph that the address asks for. While another part loads, the last one stays. */
export function useGraphView(state: Pick<GraphState, 'focus' | 'up' | 'down' | 'fold' | 'budget'>) {
  const { paused } = useLiveWaves();
  const { focus, up, down, fold, budget } = state;
  const query = focus === null ? { fold, budget } : { focus, up, down, fold, budget };
  return useQuery({
    queryKey: queryKeys.graph(query),
    queryFn: ({ signal }) => api.get(apiPath('/graph', query), graphViewSchema, signal),
    placeholderData: keepPreviousData,
    refetchInterval: paused ? false : REFRESH_MS,
  });
}
