'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api, apiPath } from '@/lib/api-client';
import {
  type SettingName,
  settingResultSchema,
  settingsSchema,
  type SettingValues,
  tokensPageSchema,
  usersSchema,
} from '@/lib/contract';
import { queryKeys } from '@/lib/query-keys';

/** What is set. Not refreshed by itself: a form keeps what it was opened with. */
export function useSettings() {
  return useQuery({
    queryKey: queryKeys.settings(),
    queryFn: ({ signal }) => api.get(apiPath('/settings'), settingsSchema, signal),
    refetchOnWindowFocus: false,
  });
}

export function useUsers() {
  return useQuery({
    queryKey: queryKeys.users(),
    queryFn: ({ signal }) => api.get(apiPath('/users'), usersSchema, signal),
  });
}

export function useTokens() {
  return useQuery({
    queryKey: queryKeys.tokens(),
    queryFn: ({ signal }) => api.get(apiPath('/tokens'), tokensPageSchema, signal),
  });
}

/** Sets one section as a whole. */
export function useSaveSetting<N extends SettingName>(name: N, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: SettingValues[N]) =>
      api.put(apiPath(`/settings/${name}`), value, settingResultSchema),
    onSuccess: ({ settings }) => {
      client.setQueryData(queryKeys.settings(), settings);
      void client.invalidateQueries({ queryKey: ['audit'] });
      toast.success('Saved. It counts from now on.');
      onDone?.();
    },
  });
}

/** Something done to people or tokens: what lists them is read again, and the audit too. */
export function useAdminAction<I, R>(act: (input: I) => Promise<R>, onDone: (result: R) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (result) => {
      for (const word of ['users', 'tokens', 'audit'])
        void client.invalidateQueries({ queryKey: [word] });
      onDone(result);
    },
  });
}
