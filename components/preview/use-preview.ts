'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useDebounced } from '@/components/shared/use-debounced';
import { usePoll } from '@/components/shared/use-poll';
import { api, apiPath } from '@/lib/api-client';
import {
  affectedSchema,
  type ApplyPreviewInput,
  applyPreviewResultSchema,
  type ChangeInput,
  createPreviewResultSchema,
  findSchema,
  listReadingSchema,
  previewDriftSchema,
  previewSchema,
  sharePreviewResultSchema,
  surveySchema,
} from '@/lib/contract';
import { afterWave, queryKeys } from '@/lib/query-keys';
import { randomId } from '@/lib/random-id';

const pathOf = (id: string) => `/previews/${encodeURIComponent(id)}`;

/** A stored preview: it never changes, so it is read once. */
export function useStoredPreview(id: string) {
  return useQuery({
    queryKey: queryKeys.preview(id),
    queryFn: ({ signal }) => api.get(apiPath(pathOf(id)), previewSchema, signal),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What it would be now; looked at again every minute. */
export function useDrift(id: string) {
  return useQuery({
    queryKey: queryKeys.previewDrift(id),
    queryFn: ({ signal }) => api.get(apiPath(`${pathOf(id)}/drift`), previewDriftSchema, signal),
    refetchInterval: usePoll(60_000),
    staleTime: 30_000,
  });
}

/** Computes a preview of a change; the answer is at hand for the page that shows it. */
export function useCreatePreview(onDone: (id: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ChangeInput) =>
      api.post(apiPath('/previews'), { change }, createPreviewResultSchema),
    onSuccess: ({ preview }) => {
      client.setQueryData(queryKeys.preview(preview.id), preview);
      void client.invalidateQueries({ queryKey: ['audit'] });
      onDone(preview.id);
    },
  });
}

/** Reads a pasted or uploaded list on the server. */
export function useReadList() {
  return useMutation({
    mutationFn: (input: { text: string; column?: string }) =>
      api.post(apiPath('/previews/read-list'), input, listReadingSchema),
  });
}

export function useShare(id: string) {
  return useMutation({
    mutationFn: () =>
      api.post(apiPath(`${pathOf(id)}/share`), { expiresInHours: 168 }, sharePreviewResultSchema),
  });
}

/** Runs the preview's purge. The same words sent again (after a lost answer) act once. */
export function useApply(id: string, onDone: (waveId: string, invalidated: number) => void) {
  const client = useQueryClient();
  const sent = useRef({ body: '', key: '' });
  return useMutation({
    mutationFn: (input: Omit<ApplyPreviewInput, 'id'>) => {
      const body = JSON.stringify(input);
      if (sent.current.body !== body) sent.current = { body, key: randomId() };
      const path = apiPath(`${pathOf(id)}/apply`);
      return api.post(path, input, applyPreviewResultSchema, sent.current.key);
    },
    onSuccess: ({ wave }) => {
      sent.current = { body: '', key: '' };
      for (const word of [...afterWave, 'audit', 'preview-drift'])
        void client.invalidateQueries({ queryKey: [word] });
      onDone(wave.id, wave.invalidated);
    },
  });
}

/** What is cached, by type: the kinds of things that may change. */
export function useSurvey() {
  return useQuery({
    queryKey: queryKeys.survey(),
    queryFn: ({ signal }) => api.get(apiPath('/survey'), surveySchema, signal),
    staleTime: 60_000,
  });
}

/** Cached keys and tags whose name holds what is typed. */
export function useFound(text: string) {
  const search = useDebounced(text.trim(), 250);
  return useQuery({
    queryKey: queryKeys.found(search),
    queryFn: ({ signal }) => api.get(apiPath('/find', { search, limit: 8 }), findSchema, signal),
    enabled: search.length >= 2,
  });
}

/** Whether one page is affected. Asked when `page` is not empty. */
export function useAffected(id: string, page: string) {
  return useQuery({
    queryKey: queryKeys.affected(id, page),
    queryFn: ({ signal }) =>
      api.get(apiPath(`${pathOf(id)}/affected`, { page }), affectedSchema, signal),
    enabled: page !== '',
  });
}
