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
  /** Time added to each query, as a database in another data centre would: for measuring, 0 otherwise. */
  databaseDelayMs: number;
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
    databaseDelayMs: Number(env.SHOP_DATABASE_DELAY_MS || 0),
  };
}

export interface TrafficEnv {
  database: string;
  shopUrl: string;
  readsPerSecond: number;
  changeEveryMs: number;
}

function readPositive(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = Number(env[name] || fallback);
  if (!(value > 0)) throw new Error(`${name} must be a number above 0; it is "${env[name]}"`);
  return value;
}

export function readTrafficEnv(env: NodeJS.ProcessEnv = process.env): TrafficEnv {
  return {
    database: readDatabaseSetting(env),
    shopUrl: env.SHOP_URL || `http://127.0.0.1:${readPort(env.SHOP_PORT)}`,
    readsPerSecond: readPositive(env, 'TRAFFIC_READS_PER_S', 40),
    changeEveryMs: readPositive(env, 'TRAFFIC_CHANGE_EVERY_S', 20) * 1000,
  };
}
