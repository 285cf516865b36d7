// The real thing on free ports: Redis, the shop, the console's production build, one user per role.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, runToEnd, startChild } from '../../scripts/lib/child.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { startRedisProcess } from '../../tests/support/redis-process';
import { waitFor } from '../../tests/support/wait-for';
import type { World } from './world';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Started {
  world: World;
  stop(): Promise<void>;
}

/** Starts the world; when a part does not start, what did start is stopped again and the part's last lines are told. */
export async function startWorld(): Promise<Started> {
  const dist = process.env.NEXT_DIST_DIR ?? '.next';
  if (!existsSync(join(root, dist, 'BUILD_ID')))
    throw new Error('there is no production build: run "npm run build" first, or "npm test"');
  const dataDir = await mkdtemp(join(tmpdir(), 'freshet-e2e-'));
  const redis = await startRedisProcess();
  const children: Child[] = [];
  const stop = async () => {
    // The console and the shop first: they say goodbye to Redis.
    await Promise.all(children.map((child) => child.stop()));
    await redis.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const [consolePort = 0, shopPort = 0] = await freePorts(2);
    const world: World = {
      consoleUrl: `http://localhost:${consolePort}`,
      shopUrl: `http://localhost:${shopPort}`,
      redisUrl: redis.url,
      dataDir,
      passwords: { viewer: newPassword(), operator: newPassword(), admin: newPassword() },
    };
    const env = environmentOf(world, consolePort, shopPort);
    await seedUsers(env);
    const run = (name: string, args: string[]) => {
      const child = startChild({ name, command: process.execPath, args, env, cwd: root });
      children.push(child);
      return child;
    };
    const shop = run('shop', ['scripts/run.mjs', 'demo/main.ts']);
    const next = ['node_modules/next/dist/bin/next', 'start', '-p', String(consolePort)];
    const app = run('console', next);
    await Promise.all([
      answers(shop, `${world.shopUrl}/`),
      answers(app, `${world.consoleUrl}/readyz`),
    ]);
    for (const path of visited) await fetch(`${world.shopUrl}${path}`);
    return { world, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Read once, so that no page of the console is tested empty. */
const visited = ['/', '/p/42', '/c/shoes', '/c/sneakers', '/c/sneakers?page=2', '/search?q=runner'];

export const newPassword = () => `${randomBytes(12).toString('base64url')}-aA1`;

export function environmentOf(world: World, port: number, shopPort: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: '1',
    REDIS_URL: world.redisUrl,
    DATABASE_URL: '',
    SHOP_DATABASE_URL: '',
    FRESHET_DATA_DIR: world.dataDir,
    FRESHET_NAMESPACE: 'shop',
    FRESHET_URL: world.consoleUrl,
    FRESHET_ENV_NAME: 'browser tests',
    PORT: String(port),
    SHOP_PORT: String(shopPort),
    FRESHET_VIEWER_PASSWORD: world.passwords.viewer,
    FRESHET_OPERATOR_PASSWORD: world.passwords.operator,
    FRESHET_ADMIN_PASSWORD: world.passwords.admin,
  };
}

export async function seedUsers(env: NodeJS.ProcessEnv): Promise<void> {
  const args = ['scripts/run.mjs', 'scripts/seed-users.ts'];
  const { code, stdout, stderr } = await runToEnd(process.execPath, args, { env, cwd: root });
  if (code !== 0) throw new Error(`the users were not made:\n${stdout}${stderr}`);
}

export async function answers(child: Child, url: string): Promise<void> {
  await waitFor(
    `${child.name} at ${url}`,
    async () => {
      if (!child.alive()) return 'gone';
      return (await fetch(url)).ok;
    },
    { timeoutMs: 60_000, everyMs: 100 },
  ).catch((error: unknown) => {
    throw new Error(`${child.name} does not answer:\n${child.tail()}`, { cause: error });
  });
  if (!child.alive()) throw new Error(`${child.name} stopped while starting:\n${child.tail()}`);
}
