'use client';

import { useQuery } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import { eventSourcesSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** Where change events come from, for what is wrong with them. */
export function useSources() {
  return useQuery({
    queryKey: queryKeys.eventSources(),
    queryFn: ({ signal }) => api.get(apiPath('/event-sources', {}), eventSourcesSchema, signal),
    refetchInterval: usePoll(30_000),
  });
}
