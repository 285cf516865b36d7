import { type EntryView, keySchema } from '@/lib/contract';
import { z } from 'zod';
import { Refusal } from '@/server/auth/refusal';
import { defineQuery } from './query';

/** What is known of one cached entry; never its value. Throws `not-found` when nothing is cached under the key. */
export const getEntry = defineQuery({
  need: { role: 'viewer', scope: 'entries:read' },
  input: z.object({ key: keySchema }),
  async read({ cache }, { key }): Promise<EntryView> {
    const entry = await cache.entry(key);
    if (!entry) throw new Refusal('not-found', `Nothing is cached under ${key}.`);
    return entry;
  },
});
