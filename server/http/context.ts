import type { Actor } from '@/server/auth/actor';
import type { Context } from '@/server/auth/context';
import type { Container } from '@/server/container';
import { checkDatabase } from '@/server/db/check';

/** What an operation or query gets of the container, for one actor and request. */
export function contextFor(
  container: Container,
  actor: Actor,
  requestId: string,
  dedupeId?: string,
): Context {
  const { audit, db, log, env, links } = container;
  return {
    actor,
    requestId,
    dedupeId,
    audit,
    db,
    log,
    links,
    namespace: env.namespace,
    environment: env.environment,
    database: () => checkDatabase(db),
    // Asked for when used: a route that needs no Redis does not connect to one.
    get cache() {
      return container.cache;
    },
  };
}
