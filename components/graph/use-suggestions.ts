'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/components/shared/use-debounced';
import { api, apiPath } from '@/lib/api-client';
import { statsSchema, tagsPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';
import { type Draft, splitLastWord } from './draft';
import { type Suggestion, suggest } from './suggest';

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
  draft: Draft,
  open: boolean,
): { options: Suggestion[]; loading: boolean } {
  const isSelector = draft.kind === 'selector' || draft.kind === 'fault';
  const text = useDebounced(isSelector ? splitLastWord(typed).word : typed.trim(), 200);
  const search = text.replace(/^(tag|key):/, '').replaceAll('"', '');
  const tags = useTagSearch(search, TAG_LIMIT, open);
  const hotKeys = useHotKeys(open);
  return {
    options: suggest(typed, draft, { tags: tags.data?.tags ?? [], hotKeys: hotKeys.data ?? [] }),
    loading: tags.isPending || hotKeys.isPending,
  };
}
