import type { HealthView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { checkDatabase } from '@/server/db/check';
import { container } from '@/server/container';
import { authenticate } from './actor';
import { json } from './handle';

/** The process answers. Says nothing about its stores: a restart would not bring those back. */
export function alive(): Response {
  return json({ ok: true });
}

type ReadHealth = (
  source: Pick<Context, 'cache' | 'namespace' | 'database'>,
) => Promise<HealthView>;

/**
 * 200 when Redis and the database answer, else 503. Probes have no session and hear only what is up; versions, policies
 * and error texts are for people who are signed in.
 */
export function probe(readHealth: ReadHealth): (request: Request) => Promise<Response> {
  return async (request) => {
    const c = container();
    const health = await readHealth({
      cache: c.cache,
      namespace: c.env.namespace,
      database: async () => {
        const state = await checkDatabase(c.db);
        if (!state.ok) return state;
        return c.ready().then(
          () => state,
          (error: unknown) => ({ ...state, ok: false, error: String(error) }),
        );
      },
    });
    const signedIn = await authenticate(request, c).then(
      () => true,
      () => false,
    );
    return json(signedIn ? health : withoutDetails(health), health.ok ? 200 : 503);
  };
}

function withoutDetails({ ok, redis, database }: HealthView): HealthView {
  return {
    ok,
    redis: {
      ok: redis.ok,
      topology: redis.topology,
      version: null,
      evictionPolicy: null,
      latencyMs: null,
      usedMemoryBytes: null,
      error: null,
    },
    database: { ok: database.ok, kind: database.kind, error: null },
    namespace: '',
  };
}
