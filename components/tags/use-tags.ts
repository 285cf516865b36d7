'use client';

import { usePoll } from '@/components/shared/use-poll';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, apiPath } from '@/lib/api-client';
import { tagsPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

export type TagsShow = 'all' | 'never' | 'unmatched' | 'orphans';

/** Tags whose name contains `search`, with their use in the last day. At most `limit`, with the total. */
export function useTags(search: string, limit: number, show: TagsShow) {
  return useQuery({
    queryKey: [...queryKeys.tags(search, limit), 'usage', show],
    queryFn: ({ signal }) =>
      api.get(apiPath('/tags', { search, limit, show, usage: 'true' }), tagsPageSchema, signal),
    placeholderData: keepPreviousData,
    refetchInterval: usePoll(15_000),
  });
}
