import { z } from 'zod';
import { Refusal } from '@/server/auth/refusal';
import { waveViewOf } from './view-wave';
import { defineQuery } from './query';

/** One wave and what it touched. Throws `not-found` when the journal does not know it (any more). */
export const getWave = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: z.object({ id: z.string().min(1).max(100) }),
  async read({ cache }, { id }) {
    const wave = await cache.wave(id);
    if (!wave)
      throw new Refusal('not-found', `The journal has no wave ${id}. Old waves are trimmed.`);
    return waveViewOf(wave);
  },
});
