// A console of its own beside the world's: no shop, an empty Redis that a test may stop, start and fill.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { startChild } from '../../scripts/lib/child.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { createFreshet, type Freshet } from '../../server/freshet';
import { type RedisProcess, startRedisProcess } from '../../tests/support/redis-process';
import { answers, environmentOf, newPassword, seedUsers } from './start-world';
import { emailOf, type Role, type World } from './world';

export interface BareConsole {
  url: string;
  redis: RedisProcess;
  /** An engine on the console's namespace, as a service would have it. */
  cache: Freshet;
  /** A tab of a signed-in user. Its console is not watched: a page whose server is away may complain. */
  open(browser: Browser, role: Role): Promise<Page>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

export async function startBareConsole(): Promise<BareConsole> {
  const dataDir = await mkdtemp(join(tmpdir(), 'freshet-e2e-bare-'));
  // What it holds survives a stop.
  const redis = await startRedisProcess({ dir: join(dataDir, 'redis'), persistent: true });
  const [port = 0] = await freePorts(1);
  const world: World = {
    consoleUrl: `http://localhost:${port}`,
    shopUrl: 'http://localhost:9',
    redisUrl: redis.url,
    dataDir,
    passwords: { viewer: newPassword(), operator: newPassword(), admin: newPassword() },
  };
  const env = environmentOf(world, port, 9);
  await seedUsers(env);
  const app = startChild({
    name: 'bare console',
    command: process.execPath,
    args: ['node_modules/next/dist/bin/next', 'start', '-p', String(port)],
    env,
    cwd: root,
  });
  const cache = createFreshet({ redis: redis.url, namespace: 'shop', sweeper: false });
  await answers(app, `${world.consoleUrl}/readyz`);
  return {
    url: world.consoleUrl,
    redis,
    cache,
    async open(browser, role) {
      const context = await browser.newContext({ baseURL: world.consoleUrl });
      const answer = await context.request.post('/api/auth/sign-in/email', {
        headers: { origin: world.consoleUrl },
        data: { email: emailOf(role), password: world.passwords[role] },
      });
      if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
      return context.newPage();
    },
    async stop() {
      await app.stop();
      await cache.close();
      await redis.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
