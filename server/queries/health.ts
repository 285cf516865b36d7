import { z } from 'zod';
import type { HealthView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { defineQuery } from './query';

/** The state of Redis and of the database, for people. */
export const getHealth = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: z.object({}),
  read: (context) => readHealth(context),
});

/** The same without an actor, for probes; what of it leaves the process is decided there (http/probes.ts). */
export async function readHealth(
  context: Pick<Context, 'cache' | 'namespace' | 'database'>,
): Promise<HealthView> {
  const { cache, namespace } = context;
  const [redis, database] = await Promise.all([
    askRedis(cache).catch((error: unknown) => ({
      ok: false,
      topology: 'standalone' as const,
      version: null,
      evictionPolicy: null,
      latencyMs: null,
      usedMemoryBytes: null,
      error: error instanceof Error ? error.message : String(error),
    })),
    context.database(),
  ]);
  return { ok: redis.ok && database.ok, redis, database, namespace };
}

/** Just started, the connection may not be made yet; why Redis is not usable is in its health, not in this wait. */
async function askRedis(cache: Context['cache']): Promise<HealthView['redis']> {
  await cache.ready().catch(() => undefined);
  return cache.health();
}
