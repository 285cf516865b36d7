'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod';
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

/** The new impact inside a `preview-drifted` problem, or null when the error is another one. */
export function driftedImpact(error: unknown): ImpactView | null {
  if (!isApiError(error, 'preview-drifted')) return null;
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
