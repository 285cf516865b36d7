// The composition root: the only place that makes Redis and database clients. Once per process, on globalThis, because a
// Next build holds several copies of a module (instrumentation, routes, pages).
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { type Audit, createAudit } from './audit/audit';
import { type Auth, createAuth } from './auth/auth';
import { readSecret } from './auth/secret';
import { createShareLinks, type ShareLinks } from './auth/share-links';
import { migrate } from './db/migrate';
import { type Database, openPostgres, openSqlite } from './db/open';
import { type Env, readEnv } from './env';
import { createFreshet, type Freshet } from './freshet';
import { createLive, type Live } from './http/live';
import { createRateLimiter, type RateLimiter } from './http/rate-limit';

export interface Container {
  readonly env: Env;
  readonly log: Logger;
  readonly db: Database;
  readonly auth: Auth;
  readonly audit: Audit;
  /** Connected on first use. */
  readonly cache: Freshet;
  /** Waves and warms of the whole fleet, for streams. */
  readonly live: Live;
  readonly limiter: RateLimiter;
  readonly links: ShareLinks;
  /** Resolves when the database has its tables. Tried again by the next caller when it failed. */
  ready(): Promise<void>;
  /** Calls `end` when the process stops: open streams would hold it for good. */
  onEnd(end: () => void): () => void;
  endStreams(): void;
  /** Ends everything: streams first, then connections. */
  close(): Promise<void>;
}

const slot = Symbol.for('freshet.container');
const holder = globalThis as typeof globalThis & { [slot]?: Container | undefined };

/** This process's container, made on the first call. */
export function container(): Container {
  holder[slot] ??= createContainer(readEnv());
  return holder[slot];
}

/** For tests: what `container()` answers from now on. */
export function installContainer(value: Container | undefined): void {
  holder[slot] = value;
}

/** `parts` replaces what a test stands in for. */
export function createContainer(
  env: Env,
  parts: { cache?: Freshet; log?: Logger } = {},
): Container {
  const log = parts.log ?? pino({ name: 'freshet', level: 'info' });
  const db = env.databaseUrl
    ? openPostgres(env.databaseUrl, (error) => log.warn({ err: error }, 'database connection lost'))
    : openSqlite(join(env.dataDir, 'console.db'));
  const secret = readSecret(env.secret, env.dataDir);
  const auth = createAuth({
    database: db,
    url: env.url,
    secret,
    log: (level, message) => log[level](message),
  });
  let cache = parts.cache;
  let migrated: Promise<void> | undefined;
  const ends = new Set<() => void>();
  function endStreams(): void {
    for (const end of ends) end();
    ends.clear();
  }
  function connect(): Freshet {
    // The console has none of the services' loaders; it asks the fleet to warm.
    cache ??= createFreshet({ redis: env.redisUrl, namespace: env.namespace, warmWorker: false });
    return cache;
  }
  return {
    env,
    log,
    db,
    auth,
    audit: createAudit(db),
    live: createLive(connect, (error) => log.warn({ err: error }, 'live notice without position')),
    limiter: createRateLimiter(),
    links: createShareLinks(secret, env.url),
    get cache() {
      return connect();
    },
    ready() {
      migrated ??= migrate(db).catch((error: unknown) => {
        migrated = undefined;
        throw error;
      });
      return migrated;
    },
    onEnd(end) {
      ends.add(end);
      return () => ends.delete(end);
    },
    endStreams,
    async close() {
      endStreams();
      await cache?.close();
      await db.close();
    },
  };
}
