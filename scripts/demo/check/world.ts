// What the story's parts share: the running demo, its database opened a second time, and the shop's own account of
// the changes it carried.
import { z } from 'zod';
import { type ShopDatabase, openShopDatabase } from '@/demo/db/open';
import { readDatabaseSetting } from '@/demo/env';
import { createFreshet, type Freshet } from '@/server/freshet';

const envSchema = z.object({
  SHOP_PORT: z.coerce.number(),
  PORT: z.coerce.number(),
  REDIS_URL: z.string(),
  FRESHET_NAMESPACE: z.string(),
  FRESHET_URL: z.string(),
  DEMO_USERS: z.string(),
});
const usersSchema = z.array(
  z.object({ role: z.string(), email: z.string(), password: z.string().nullable() }),
);

export interface World {
  shopUrl: string;
  /** Where the console is reached from here, and the origin it knows itself by. */
  consoleUrl: string;
  consoleOrigin: string;
  database: ShopDatabase;
  /** Looks into the cache from outside the shop: reads for people only. */
  cache: Freshet;
  users: z.infer<typeof usersSchema>;
  close(): Promise<void>;
}

export function openWorld(source: NodeJS.ProcessEnv = process.env): World {
  const env = envSchema.parse(source);
  const database = openShopDatabase(readDatabaseSetting(source));
  const cache = createFreshet({
    redis: env.REDIS_URL,
    namespace: env.FRESHET_NAMESPACE,
    warmWorker: false,
    sweeper: false,
  });
  return {
    shopUrl: `http://127.0.0.1:${env.SHOP_PORT}`,
    consoleUrl: `http://127.0.0.1:${env.PORT}`,
    consoleOrigin: env.FRESHET_URL,
    database,
    cache,
    users: usersSchema.parse(JSON.parse(env.DEMO_USERS)),
    async close() {
      await cache.close();
      await database.close();
    },
  };
}

/** Asks again every 25 ms until the answer is not null; null when the time is over. */
export async function waitFor<T>(
  ask: () => Promise<T | null>,
  timeoutMs = 10_000,
): Promise<T | null> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return null;
}
