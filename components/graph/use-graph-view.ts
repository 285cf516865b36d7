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
export function useGraphView(
  state: Pick<GraphState, 'focus' | 'select' | 'wave' | 'up' | 'down' | 'fold' | 'budget'>,
) {
  const { paused } = useLiveWaves();
  const query = queryOf(state);
  return useQuery({
    queryKey: queryKeys.graph(query),
    enabled: state.wave === null,
    queryFn: ({ signal }) => api.get(apiPath('/graph', query), graphViewSchema, signal),
    placeholderData: keepPreviousData,
    refetchInterval: paused ? false : REFRESH_MS,
  });
}

function queryOf({
  focus,
  select,
  up,
  down,
  fold,
  budget,
}: Pick<GraphState, 'focus' | 'select' | 'up' | 'down' | 'fold' | 'budget'>) {
  if (focus !== null) return { focus, up, down, fold, budget };
  return select === null ? { fold, budget } : { select, budget };
}
