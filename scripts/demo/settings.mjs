import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts, parsePort } from '../lib/ports.mjs';

/**
 * @typedef {object} DemoSettings
 * @property {number} consolePort
 * @property {number} shopPort
 * @property {string} dataDir absolute
 * @property {boolean} temporary the data folder is removed at the end
 * @property {string | null} redisUrl a Redis that was given; null = a private one is started
 * @property {boolean} persistent keep the private Redis's data
 * @property {string} namespace
 * @property {boolean} traffic start visitors
 */

/**
 * `npm run demo`: known ports and data that stay.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {DemoSettings}
 */
export function readSettings(root, env) {
  return {
    consolePort: parsePort(env.PORT, 'PORT', 3000),
    shopPort: parsePort(env.SHOP_PORT, 'SHOP_PORT', 3001),
    dataDir: path.resolve(root, env.FRESHET_DATA_DIR || '.freshet'),
    temporary: false,
    redisUrl: env.REDIS_URL || null,
    persistent: true,
    namespace: env.FRESHET_NAMESPACE || 'shop',
    traffic: true,
  };
}

/**
 * For checks, screenshots and tests: free ports, a folder and a namespace of its own, nothing kept.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<DemoSettings>}
 */
export async function makeTemporarySettings(env) {
  const [consolePort = 0, shopPort = 0] = await freePorts(2);
  return {
    consolePort,
    shopPort,
    dataDir: mkdtempSync(path.join(tmpdir(), 'freshet-demo-')),
    temporary: true,
    redisUrl: env.REDIS_URL || null,
    persistent: false,
    namespace: `demo-${randomBytes(4).toString('hex')}`,
    traffic: false,
  };
}
