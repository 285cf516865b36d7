'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api, apiPath } from '@/lib/api-client';
import { type ReplayInput, replayResultSchema } from '@/lib/contract';
import { formatPlural } from '@/lib/format';

/** Sends events again. */
export function useReplay(onDone: (ids: string[]) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ReplayInput) =>
      api.post(apiPath('/events/replays'), input, replayResultSchema),
    onSuccess: ({ events }) => {
      const waiting = events.filter(({ state }) => state === 'received').length;
      toast.success(`${formatPlural(events.length, 'event', 'events')} replayed`, {
        ...(waiting > 0 && { description: `${waiting} of them are still being applied.` }),
      });
      for (const word of ['events', 'event', 'event-sources', 'waves', 'audit'])
        void client.invalidateQueries({ queryKey: [word] });
      onDone(events.map(({ id }) => id));
    },
  });
}
