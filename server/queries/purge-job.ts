import { z } from 'zod';
import type { PurgeJobView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { defineQuery } from './query';
import { waveViewOf } from './view-wave';

/** The warming after a purge is found by the purge's wave, by whichever process is asked. */
export const warmIdOf = (waveId: string): string => `${waveId}.purge`;

export const purgeIdSchema = z.object({ id: z.string().min(1).max(100) }).strict();

/** A purge: its wave, and the warming after it. Throws `not-found` when the journal does not know it (any more). */
export const getPurge = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: purgeIdSchema,
  read: (context, { id }) => readPurge(context, id),
});

export async function readPurge({ cache }: Context, id: string): Promise<PurgeJobView> {
  const [wave, warm] = await Promise.all([cache.wave(id), cache.warmJob(warmIdOf(id))]);
  if (!wave)
    throw new Refusal('not-found', `The journal has no purge ${id}. Old waves are trimmed.`);
  return { wave: waveViewOf(wave), warm };
}
