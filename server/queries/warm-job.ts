import { z } from 'zod';
import { Refusal } from '@/server/auth/refusal';
import { defineQuery } from './query';

/** How far a warm has come. Throws `not-found` when the queue does not know it (any more). */
export const getWarmJob = defineQuery({
  need: { role: 'viewer', scope: 'warm:write' },
  input: z.object({ id: z.string().min(1).max(100) }),
  async read({ cache }, { id }) {
    const job = await cache.warmJob(id);
    if (!job) throw new Refusal('not-found', `There is no warm ${id}. Finished ones are trimmed.`);
    return job;
  },
});
