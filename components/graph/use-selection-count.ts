'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/components/shared/use-debounced';
import { api, apiPath } from '@/lib/api-client';
import { graphCountSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** How much a selector means, asked a moment after the last key. */
export function useSelectionCount(select: string | null) {
  const settled = useDebounced(select, 200);
  const count = useQuery({
    queryKey: queryKeys.graphCount(settled ?? ''),
    queryFn: ({ signal }) =>
      api.get(apiPath('/graph/count', { select: settled ?? '' }), graphCountSchema, signal),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  return { ...count, isSettled: settled === select && !count.isPlaceholderData };
}
