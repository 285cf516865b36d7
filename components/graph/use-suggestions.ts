'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/components/shared/use-debounced';
import { api, apiPath } from '@/lib/api-client';
import { statsSchema, tagsPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';
import { type Suggestion, suggestFocus } from './suggest';

const HOUR_MS = 3_600_000;
const TAG_LIMIT = 20;

/** The busiest keys of the last hour. */
export function useHotKeys(enabled = true) {
  return useQuery({
    queryKey: queryKeys.stats(HOUR_MS),
    queryFn: ({ signal }) => api.get(apiPath('/stats', { windowMs: HOUR_MS }), statsSchema, signal),
    enabled,
    staleTime: 10_000,
    select: (stats) => stats.hotKeys,
  });
}

export function useTagSearch(search: string, limit: number, enabled = true) {
  return useQuery({
    queryKey: queryKeys.tags(search, limit),
    queryFn: ({ signal }) => api.get(apiPath('/tags', { search, limit }), tagsPageSchema, signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function useSuggestions(
  typed: string,
  open: boolean,
): { options: Suggestion[]; loading: boolean } {
  const text = useDebounced(typed.trim(), 200);
  const search = text.replace(/^(tag|key):/, '');
  const tags = useTagSearch(search, TAG_LIMIT, open);
  const hotKeys = useHotKeys(open);
  return {
    options: suggestFocus(text, tags.data?.tags ?? [], hotKeys.data ?? []),
    loading: tags.isPending || hotKeys.isPending,
  };
}
