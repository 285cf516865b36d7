import { type WarmingView, warmsQuerySchema } from '@/lib/contract';
import { z } from 'zod';
import type { Context } from '@/server/auth/context';
import { defineQuery } from './query';

const need = { role: 'viewer', scope: 'warm:write' } as const;
/** Registered keys told; people register pages, and the number of all is told beside them. */
const registeredShown = 500;

/** Warm jobs, newest first. */
export const getWarms = defineQuery({
  need,
  input: warmsQuerySchema,
  read: async ({ cache }, { state, limit }) => ({ jobs: await cache.warming.jobs(state, limit) }),
});

/** The queue of warm work, what can be loaded, and the limit. */
export const getWarming = defineQuery({ need, input: z.object({}), read: readWarming });

export async function readWarming({ cache }: Pick<Context, 'cache'>): Promise<WarmingView> {
  const { registered, ...status } = await cache.warming.status();
  return {
    ...status,
    registered: registered.slice(0, registeredShown),
    registeredTotal: registered.length,
  };
}
