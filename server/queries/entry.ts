import { type EntryView, type ExplanationView, keySchema } from '@/lib/contract';
import { z } from 'zod';
import { allows } from '@/server/auth/actor';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import type { TouchingWave } from '@/server/freshet';
import { maskValue, readMasks } from './masks';
import { defineQuery } from './query';
import { causeViewOf } from './view-wave';

const need = { role: 'viewer', scope: 'entries:read' } as const;
const input = z.object({ key: keySchema });

/**
 * What is known of one cached entry. Services (tokens) get its value with it; people do not: they reveal it, which is
 * recorded. Throws `not-found` when nothing is cached under the key.
 */
export const getEntry = defineQuery({
  need,
  input,
  async read(context, { key }): Promise<EntryView & { value?: unknown; masked?: number }> {
    const [entry, stored] = await Promise.all([
      context.cache.entry(key),
      context.actor.kind === 'token' ? context.cache.peek(key) : null,
    ]);
    if (!entry) throw new Refusal('not-found', `Nothing is cached under ${key}.`);
    if (stored === null) return entry;
    return { ...entry, ...(await shown(context, stored.value, entry.type)) };
  },
});

/** A service that may write entries reads what it wrote; everybody else gets masked fields masked. */
async function shown(context: Context, value: unknown, type: string) {
  const isOwner = allows(context.actor, { role: 'admin', scope: 'entries:write' });
  return isOwner ? { value, masked: 0 } : maskValue(value, type, await readMasks(context));
}

/** Why an entry is as it is, whether it is cached or not. */
export const explainEntry = defineQuery({
  need,
  input,
  async read({ cache }, { key }): Promise<ExplanationView> {
    const told = await cache.explain(key);
    return {
      ...told,
      wave: told.wave && viewTouching(told.wave),
      waves: told.waves.map(viewTouching),
    };
  },
});

function viewTouching({ cause, ...wave }: TouchingWave): ExplanationView['waves'][number] {
  return { ...wave, cause: causeViewOf(cause) };
}
