'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import {
  eventDetailSchema,
  eventSourcesSchema,
  eventsPageSchema,
  rulesSchema,
} from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

export interface EventFilters {
  search?: string;
  source?: string;
  state?: string;
  nothing?: 'yes' | undefined;
  open?: 'yes' | undefined;
}

const pageSize = 50;

/** The log, newest first, page by page. */
export function useEvents(filters: EventFilters) {
  return useInfiniteQuery({
    queryKey: queryKeys.events({ ...filters }),
    queryFn: ({ pageParam, signal }) =>
      api.get(
        apiPath('/events', { ...filters, limit: pageSize, before: pageParam ?? undefined }),
        eventsPageSchema,
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    refetchInterval: usePoll(5_000),
  });
}

/** One event; read again every second while it waits. */
export function useEvent(id: string) {
  const poll = usePoll(1_000);
  return useQuery({
    queryKey: queryKeys.event(id),
    queryFn: ({ signal }) =>
      api.get(apiPath(`/events/${encodeURIComponent(id)}`), eventDetailSchema, signal),
    refetchInterval: (query) => (query.state.data?.state === 'received' ? poll : false),
  });
}

export function useSources() {
  return useQuery({
    queryKey: queryKeys.eventSources(),
    queryFn: ({ signal }) => api.get(apiPath('/event-sources'), eventSourcesSchema, signal),
    refetchInterval: usePoll(10_000),
  });
}

export function useRules() {
  return useQuery({
    queryKey: queryKeys.rules(),
    queryFn: ({ signal }) => api.get(apiPath('/rules'), rulesSchema, signal),
    refetchInterval: usePoll(15_000),
  });
}
