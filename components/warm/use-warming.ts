'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import {
  abortWarmResultSchema,
  retryWarmResultSchema,
  setWarmingResultSchema,
  warmingSchema,
  warmsPageSchema,
} from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

const pathOf = (id: string, rest = '') => apiPath(`/warms/${encodeURIComponent(id)}${rest}`);

/** The queue of warm work, every two seconds while live. */
export function useWarming() {
  return useQuery({
    queryKey: queryKeys.warming(),
    queryFn: ({ signal }) => api.get(apiPath('/warming'), warmingSchema, signal),
    refetchInterval: usePoll(2_000),
  });
}

/** Jobs of every state, newest first. */
export function useWarms() {
  return useQuery({
    queryKey: queryKeys.warms(),
    queryFn: ({ signal }) => api.get(apiPath('/warms', { limit: 50 }), warmsPageSchema, signal),
    refetchInterval: usePoll(2_000),
  });
}

function useAfterwards() {
  const client = useQueryClient();
  return () => {
    for (const word of ['warms', 'warming', 'warm-job', 'audit'])
      void client.invalidateQueries({ queryKey: [word] });
  };
}

const tell = (what: string) => (error: Error) => toast.error(what, { description: error.message });

/** Pause, resume, limit: for the whole fleet. */
export function useSetWarming() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: (input: { paused?: boolean; perSecond?: number | null }) =>
      api.patch(apiPath('/warming'), input, setWarmingResultSchema),
    onError: tell('Warming was not changed'),
    onSettled: afterwards,
  });
}

/** Tries the failed keys of a job again (tier 0: no dialog). */
export function useRetryWarm() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: (id: string) => api.post(pathOf(id, '/retry'), {}, retryWarmResultSchema),
    onSuccess: () => toast.success('Tried again'),
    onError: tell('It was not tried again'),
    onSettled: afterwards,
  });
}

/** Ends a job; says what stays done. */
export function useAbortWarm() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: (id: string) => api.delete(pathOf(id), abortWarmResultSchema),
    onSuccess: ({ outcome, job }) =>
      toast.success(outcome === 'removed' ? 'Taken out before it began' : 'It ends now', {
        description: `${job.done} of ${job.total} were done and stay warm.`,
      }),
    onError: tell('It was not aborted'),
    onSettled: afterwards,
  });
}
