'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath, isApiError } from '@/lib/api-client';
import { type EntryView, entrySchema, explanationSchema, revealResultSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

const pathOf = (key: string, rest = '') => apiPath(`/entries/${encodeURIComponent(key)}${rest}`);

/** Header and refs of an entry that is known to be cached; null when it went in this very moment. */
export function useEntry(key: string, isCached: boolean) {
  return useQuery({
    queryKey: queryKeys.entry(key),
    queryFn: async ({ signal }): Promise<EntryView | null> => {
      try {
        return await api.get(pathOf(key), entrySchema, signal);
      } catch (error) {
        if (isApiError(error, 'not-found')) return null;
        throw error;
      }
    },
    refetchInterval: usePoll(10_000),
    enabled: isCached,
  });
}

/** Why it is as it is; read again soon while a load runs. */
export function useExplanation(key: string) {
  const slow = usePoll(10_000);
  const fast = usePoll(1_000);
  return useQuery({
    queryKey: queryKeys.explain(key),
    queryFn: ({ signal }) => api.get(pathOf(key, '/explain'), explanationSchema, signal),
    refetchInterval: ({ state }) => (state.data?.refreshing ? fast : slow),
  });
}

/** Reads the value once; each time is on record. */
export function useReveal(key: string) {
  return useMutation({
    mutationFn: () => api.post(pathOf(key, '/reveal'), {}, revealResultSchema),
  });
}
