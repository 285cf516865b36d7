'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, apiPath } from '@/lib/api-client';
import { entriesPageSchema, entryGroupsSchema, entrySelectionSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';
import { type EntryView, filterOf, sortOf } from './entry-query';

const pageSize = 200;

/** Entries that match, page by page, in the order the address asks for. */
export function useEntries(view: EntryView) {
  const query = { ...filterOf(view), ...sortOf(view) };
  return useInfiniteQuery({
    queryKey: queryKeys.entries(query),
    queryFn: ({ pageParam, signal }) =>
      api.get(
        apiPath('/entries', { ...query, limit: pageSize, cursor: pageParam ?? undefined }),
        entriesPageSchema,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
  });
}

/** Types or tags of the entries that match. */
export function useEntryGroups(view: EntryView, by: 'type' | 'tag', enabled = true) {
  const query = { ...filterOf(view), by };
  return useQuery({
    queryKey: queryKeys.entryGroups(query),
    queryFn: ({ signal }) =>
      api.get(apiPath('/entry-groups', { ...query, limit: 1000 }), entryGroupsSchema, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Targets that stand for all that match. */
export function readSelection(view: EntryView) {
  return api.get(apiPath('/entry-selection', filterOf(view)), entrySelectionSchema);
}
