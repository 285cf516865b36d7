// The shop's own settings. Nothing else in demo/ reads the environment.
import path from 'node:path';

export interface ShopEnv {
  port: number;
  redisUrl: string;
  namespace: string;
  /** `postgres://…`, or the path of an embedded database file. */
  database: string;
  /** Where the console can be opened, for the links in the shop's pages. */
  consoleUrl: string | null;
  /** Off in extra web processes: one process reads the outbox and warms, as a shop would deploy it. */
  background: boolean;
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? '3001');
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`SHOP_PORT must be a port number; it is "${text}"`);
  return port;
}

/** Path of the embedded database, or the address of the Postgres one. */
export function readDatabaseSetting(env: NodeJS.ProcessEnv = process.env): string {
  return env.SHOP_DATABASE_URL || path.join(env.FRESHET_DATA_DIR || '.freshet', 'shop.db');
}

export function readShopEnv(env: NodeJS.ProcessEnv = process.env): ShopEnv {
  return {
    port: readPort(env.SHOP_PORT),
    redisUrl: env.REDIS_URL || 'redis://127.0.0.1:6379',
    namespace: env.FRESHET_NAMESPACE || 'shop',
    database: readDatabaseSetting(env),
    consoleUrl: env.FRESHET_URL || null,
    background: env.SHOP_BACKGROUND !== 'off',
  };
}
