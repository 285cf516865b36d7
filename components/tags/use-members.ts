'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { api, apiPath } from '@/lib/api-client';
import { membersPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

const pageSize = 500;

/** Members of a tag, page by page, nearest first as the index gives them. */
export function useMembers(tag: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.members(tag),
    queryFn: ({ pageParam, signal }) =>
      api.get(
        apiPath(`/tags/${encodeURIComponent(tag)}/members`, {
          limit: pageSize,
          cursor: pageParam ?? undefined,
        }),
        membersPageSchema,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });
}
