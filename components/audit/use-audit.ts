'use client';

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import { auditActionsSchema, auditPageSchema, chainCheckSchema } from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

export interface AuditFilters {
  search: string;
  action: string;
  outcome: string;
}

const pageSize = 50;

/** Audit rows, newest first, page by page. */
export function useAudit({ search, action, outcome }: AuditFilters) {
  return useInfiniteQuery({
    queryKey: queryKeys.audit({ search, action, outcome }),
    queryFn: ({ pageParam, signal }) =>
      api.get(
        apiPath('/audit', {
          search: search.trim(),
          action,
          outcome,
          limit: pageSize,
          before: pageParam ?? undefined,
        }),
        auditPageSchema,
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    refetchInterval: usePoll(15_000),
  });
}

/** Every action that is on record. */
export function useAuditActions() {
  return useQuery({
    queryKey: queryKeys.auditActions(),
    queryFn: ({ signal }) => api.get(apiPath('/audit/actions'), auditActionsSchema, signal),
    staleTime: 60_000,
  });
}

/** Where the rows that fit are sent as a file. */
export function exportAddress(
  kind: 'csv' | 'jsonl',
  { search, action, outcome }: AuditFilters,
): string {
  return apiPath(`/audit/export.${kind}`, { search: search.trim(), action, outcome });
}

/** Has the server recompute every hash of the chain. */
export function useVerifyChain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      client.fetchQuery({
        queryKey: queryKeys.chain(),
        queryFn: ({ signal }) => api.get(apiPath('/audit/verify'), chainCheckSchema, signal),
        staleTime: 0,
      }),
  });
}
