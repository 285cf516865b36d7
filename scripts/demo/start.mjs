// Brings a whole demo up: Redis, databases, build, shop, console, visitors. Used by `npm run demo`, its check, the
// screenshots and the browser tests.
import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  assertRedisAnswers,
  describeServer,
  ensureRedisServer,
  hideSecret,
  startRedis,
} from '../lib/ensure-redis.mjs';
import { assertPortFree } from '../lib/ports.mjs';
import { ensureBuild } from './build.mjs';
import { lockDataDir } from './lock.mjs';
import { seedUsers } from './users.mjs';

/**
 * @typedef {object} RunningDemo
 * @property {string} shopUrl
 * @property {string} consoleUrl
 * @property {string} redisUrl
 * @property {string} namespace
 * @property {import('./users.mjs').DemoUser[]} users
 * @property {NodeJS.ProcessEnv} env what a further process needs to join: databases, Redis, namespace, addresses
 */

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {import('./settings.mjs').DemoSettings} settings
 */
async function bringRedis(stack, settings) {
  if (settings.redisUrl !== null) {
    await assertRedisAnswers(settings.redisUrl);
    stack.log(`Redis: ${hideSecret(settings.redisUrl)} (given)`);
    return settings.redisUrl;
  }
  const server = await ensureRedisServer({ log: stack.log });
  const dir = path.join(settings.dataDir, 'redis');
  const redis = await startRedis({ dir, persistent: settings.persistent, server });
  stack.adopt({ name: 'Redis', ...redis });
  stack.log(`Redis: ${describeServer(server)} on ${redis.url}, data in ${dir}`);
  return redis.url;
}

/**
 * Resolves when shop and console answer. Refuses with one sentence when something is in the way.
 * @param {import('./stack.mjs').Stack} stack stopping is the caller's
 * @param {string} root the project's folder
 * @param {import('./settings.mjs').DemoSettings} settings
 * @param {NodeJS.ProcessEnv} given
 * @returns {Promise<RunningDemo>}
 */
export async function startDemo(stack, root, settings, given) {
  const { consolePort, shopPort, dataDir, namespace } = settings;
  await assertPortFree(consolePort, { what: 'the console', variable: 'PORT' });
  await assertPortFree(shopPort, { what: 'the shop', variable: 'SHOP_PORT' });
  const unlock = lockDataDir(dataDir);
  stack.defer('data folder', async () => {
    unlock();
    if (settings.temporary) rmSync(dataDir, { recursive: true, force: true });
  });
  const redisUrl = await bringRedis(stack, settings);
  stack.assertGoing();
  await ensureBuild(stack, root, given);

  const consoleUrl = `http://localhost:${consolePort}`;
  const shopUrl = `http://localhost:${shopPort}`;
  const env = {
    ...given,
    NODE_ENV: /** @type {const} */ ('production'),
    NEXT_TELEMETRY_DISABLED: '1',
    REDIS_URL: redisUrl,
    FRESHET_DATA_DIR: dataDir,
    FRESHET_NAMESPACE: namespace,
    FRESHET_URL: given.FRESHET_URL || consoleUrl,
    FRESHET_ENV_NAME: given.FRESHET_ENV_NAME || 'demo',
    PORT: String(consolePort),
    SHOP_PORT: String(shopPort),
    SHOP_URL: shopUrl,
  };
  const users = await seedUsers(stack, root, env);

  const program = { command: process.execPath, cwd: root };
  const shop = stack.start({
    ...program,
    name: 'The shop',
    args: ['--import', 'tsx', 'demo/main.ts'],
    env,
    onLine: (line) => stack.log(`shop: ${line}`),
  });
  const console = stack.start({
    ...program,
    name: 'The console',
    args: [
      'node_modules/next/dist/bin/next',
      'start',
      '-H',
      '127.0.0.1',
      '-p',
      String(consolePort),
    ],
    env: { ...env, NEXT_MANUAL_SIG_HANDLE: '1' },
  });
  await Promise.all([
    stack.waitForHttp('The shop', `http://127.0.0.1:${shopPort}/_health`, shop),
    stack.waitForHttp('The console', `http://127.0.0.1:${consolePort}/readyz`, console),
  ]);
  if (settings.traffic)
    stack.start({
      ...program,
      name: 'The traffic',
      args: ['--import', 'tsx', 'demo/traffic/main.ts'],
      env: { ...env, SHOP_URL: `http://127.0.0.1:${shopPort}` },
      onLine: (line) => stack.log(line),
    });
  return { shopUrl, consoleUrl, redisUrl, namespace, users, env };
}
