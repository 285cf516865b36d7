'use client';

import { useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/components/shared/use-debounced';
import { api, apiPath, isApiError } from '@/lib/api-client';
import { type EntryView, entrySchema, type TagsPage, tagsPageSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

const shownTags = 8;
const noTags: TagsPage['tags'] = [];

async function readEntry(key: string, signal: AbortSignal): Promise<EntryView | null> {
  try {
    return await api.get(apiPath(`/entries/${encodeURIComponent(key)}`), entrySchema, signal);
  } catch (error) {
    // 404: no such key. 400: not a key at all. Both mean "not found" to somebody who types.
    if (isApiError(error) && [400, 404, 422].includes(error.problem.status)) return null;
    throw error;
  }
}

/** Tags that contain the text, and the key that is the text, while somebody types. */
export function useFind(text: string): {
  tags: TagsPage['tags'];
  entry: EntryView | null;
  key: string;
  /** The answer for what is typed is still on its way. */
  searching: boolean;
} {
  const key = useDebounced(text.trim(), 200);
  const tags = useQuery({
    queryKey: queryKeys.tags(key, shownTags),
    queryFn: ({ signal }) =>
      api.get(apiPath('/tags', { search: key, limit: shownTags }), tagsPageSchema, signal),
    enabled: key.length >= 2,
  });
  const entry = useQuery({
    queryKey: queryKeys.entry(key),
    queryFn: ({ signal }) => readEntry(key, signal),
    enabled: key.length >= 2,
  });
  const waiting = key.length >= 2 && (tags.isFetching || entry.isFetching);
  return {
    tags: tags.data?.tags ?? noTags,
    entry: entry.data ?? null,
    key,
    searching: waiting || key !== text.trim(),
  };
}
