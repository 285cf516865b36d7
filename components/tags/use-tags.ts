'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, apiPath } from '@/lib/api-client';
import { tagsPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** Tags whose name contains `search`; all when it is empty. At most `limit`, with the total. */
export function useTags(search: string, limit: number) {
  return useQuery({
    queryKey: queryKeys.tags(search, limit),
    queryFn: ({ signal }) => api.get(apiPath('/tags', { search, limit }), tagsPageSchema, signal),
    placeholderData: keepPreviousData,
  });
}
