'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from '@/lib/zod';
import { api, apiPath, isApiError } from '@/lib/api-client';
import {
  type ImpactView,
  impactSchema,
  type PurgeInput,
  type PurgeResult,
  purgeResultSchema,
} from '@/lib/contract';
import { afterWave } from '@/lib/query-keys';
import { randomId } from '@/lib/random-id';

const driftSchema = z.object({ impact: impactSchema });

const changedCodes = ['preview-drifted', 'reason-required', 'confirm-required'];

/** True when the server refused because the impact is no longer the one that was shown. */
export function isImpactChanged(error: unknown): boolean {
  return isApiError(error) && changedCodes.includes(error.code);
}

/** The impact that such a refusal carries, or null when it carries none. */
export function impactOfRefusal(error: unknown): ImpactView | null {
  if (!isApiError(error)) return null;
  const parsed = driftSchema.safeParse(error.body);
  return parsed.success ? parsed.data.impact : null;
}

/** Sends a purge. The same input sent again (after a lost answer) carries the same key, so it acts once. */
export function usePurge(onDone: (result: PurgeResult) => void) {
  const client = useQueryClient();
  const sent = useRef({ body: '', key: '' });
  return useMutation({
    mutationFn: (input: PurgeInput) => {
      const body = JSON.stringify(input);
      if (sent.current.body !== body) sent.current = { body, key: randomId() };
      return api.post(apiPath('/purges'), input, purgeResultSchema, sent.current.key);
    },
    onSuccess: (result) => {
      sent.current = { body: '', key: '' };
      for (const word of [...afterWave, 'audit']) {
        void client.invalidateQueries({ queryKey: [word] });
      }
      onDone(result);
    },
  });
}
