'use client';

import { useQuery } from '@tanstack/react-query';
import { previewImpact } from '@/app/actions/preview';
import type { ImpactView, TargetsInput } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

async function readImpact(targets: TargetsInput): Promise<ImpactView> {
  const answer = await previewImpact({ targets });
  if (answer?.data) return answer.data;
  throw new Error(answer?.serverError ?? 'The impact could not be computed.');
}

/**
 * What a purge of `targets` would do, computed by the server when `enabled` turns true. It is not refreshed by
 * itself unless `everyMs` says so: a dialog keeps the numbers it was opened with.
 */
export function useImpact(
  targets: TargetsInput,
  enabled: boolean,
  everyMs: number | false = false,
) {
  return useQuery({
    queryKey: queryKeys.impact(targets),
    queryFn: () => readImpact(targets),
    enabled,
    refetchInterval: everyMs,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
