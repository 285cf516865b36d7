// Finds a Redis or Valkey server and starts private ones: a program on PATH, else a container, else what the
// system's package manager installs. Plain Node, so that it runs before `npm ci`.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath, runToEnd, startChild } from './child.mjs';
import { installRedis } from './install-redis.mjs';
import { assertPortFree, freePort } from './ports.mjs';
import { hideSecret, pingRedis, waitForRedis } from './redis-wire.mjs';
import { Refusal } from './refusal.mjs';

export { hideSecret, pingRedis, waitForRedis };

/** Scripts declare flags in a shebang line, which Redis knows since 7.0 (every Valkey does). */
const MIN_MAJOR = 7;
const images = ['valkey/valkey:8', 'redis:7'];

/** @typedef {{ kind: 'program', command: string, version: string } | { kind: 'container', command: string, engine: string, image: string }} RedisServer */

/** @returns {Promise<{ server: RedisServer | null, tooOld: string | null }>} */
async function findProgram() {
  let tooOld = null;
  for (const name of ['redis-server', 'valkey-server']) {
    const command = findOnPath(name);
    if (command === null) continue;
    const { stdout } = await runToEnd(command, ['--version'], { timeoutMs: 5000 });
    const version = /v=(\d+)\.[\d.]*/.exec(stdout);
    if (version && Number(version[1]) >= MIN_MAJOR)
      return { server: { kind: 'program', command, version: version[0].slice(2) }, tooOld };
    if (version) tooOld = `${command} is version ${version[0].slice(2)}`;
  }
  return { server: null, tooOld };
}

/** @returns {Promise<RedisServer | null>} */
async function findContainerEngine() {
  for (const engine of ['docker', 'podman']) {
    const command = findOnPath(engine);
    if (command === null) continue;
    if ((await runToEnd(command, ['info'], { timeoutMs: 8000 })).code !== 0) continue;
    for (const image of images) {
      const present = (await runToEnd(command, ['image', 'inspect', image])).code === 0;
      if (present || (await runToEnd(command, ['pull', image], { timeoutMs: 180_000 })).code === 0)
        return { kind: 'container', command, engine, image };
    }
  }
  return null;
}

/**
 * A server that can be started here without installing anything: a program on PATH (version 7 or newer), else a
 * container engine that answers and has or can pull the image. Null when there is none.
 * @returns {Promise<RedisServer | null>}
 */
export async function findRedisServer() {
  return (await findProgram()).server ?? (await findContainerEngine());
}

/** @param {RedisServer} server */
export function describeServer(server) {
  return server.kind === 'program'
    ? `${server.command} (${server.version})`
    : `${server.image} by ${server.engine}`;
}

/**
 * As findRedisServer, but installs one with the system's package manager when there is none.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<RedisServer>} Refuses with the command to run by hand when nothing works.
 */
export async function ensureRedisServer({ log = () => {} } = {}) {
  const found = await findRedisServer();
  if (found) return found;
  const { tooOld } = await findProgram();
  if (tooOld) log(`${tooOld}; Freshet needs ${MIN_MAJOR} or newer`);
  log('no Redis on PATH and no container engine that answers');
  await installRedis(log);
  const installed = await findProgram();
  if (installed.server) return installed.server;
  throw new Refusal(
    `${installed.tooOld ?? 'The installed Redis cannot be run'}, but Freshet needs Redis ${MIN_MAJOR} or newer (or Valkey): install one and put it first on PATH, or give REDIS_URL.`,
  );
}

/**
 * Checks a Redis that was given by address.
 * @param {string} url
 */
export async function assertRedisAnswers(url) {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url))
    throw new Refusal(`REDIS_URL must look like redis://host:6379; it is "${url}".`);
  const why = await pingRedis(url);
  if (why !== null)
    throw new Refusal(
      `The Redis of REDIS_URL (${hideSecret(url)}) does not answer: ${why}. Start it, or leave REDIS_URL away to get a private one.`,
    );
}

/**
 * @param {RedisServer} server
 * @param {{ port: number, dir: string, flags: string[] }} options
 * @returns {{ command: string, args: string[] }}
 */
function commandFor(server, { port, dir, flags }) {
  if (server.kind === 'program')
    return {
      command: server.command,
      args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, ...flags],
    };
  const user = process.getuid ? ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`] : [];
  const run = ['run', '--rm', '--name', `freshet-redis-${port}`, ...user];
  const mounts = ['-p', `127.0.0.1:${port}:${port}`, '-v', `${path.resolve(dir)}:/data`];
  const program = server.image.startsWith('valkey') ? 'valkey-server' : 'redis-server';
  const own = ['--port', String(port), '--bind', '0.0.0.0', '--protected-mode', 'no'];
  return {
    command: server.command,
    args: [...run, ...mounts, server.image, program, ...own, '--dir', '/data', ...flags],
  };
}

/**
 * Starts a private Redis on loopback and resolves when it answers. It never evicts (`noeviction`): an evicted index
 * would lose invalidations.
 * @param {{ port?: number, dir: string, persistent?: boolean, extraArgs?: readonly string[], server?: RedisServer, log?: (line: string) => void }} options
 *   `port`: default a free one; `dir`: its data folder, made when missing; `persistent`: append-only file, default false
 * @returns {Promise<{ url: string, port: number, pid: number, alive: () => boolean, exited: import('./child.mjs').Child['exited'], tail: () => string, stop: () => Promise<void> }>}
 */
export async function startRedis(options) {
  const { dir, persistent = false, extraArgs = [], log = () => {} } = options;
  const port = options.port ?? (await freePort());
  if (options.port !== undefined)
    await assertPortFree(port, { what: 'Redis', variable: 'REDIS_PORT' });
  const server = options.server ?? (await ensureRedisServer({ log }));
  await mkdir(dir, { recursive: true });
  const keep = persistent ? ['--appendonly', 'yes', '--appendfsync', 'everysec'] : [];
  const flags = [...keep, '--save', '', '--maxmemory-policy', 'noeviction', ...extraArgs];
  const child = startChild({ name: 'redis', ...commandFor(server, { port, dir, flags }) });
  const url = `redis://127.0.0.1:${port}`;
  try {
    await waitForRedis(url, {
      timeoutMs: 20_000,
      gone: () => (child.alive() ? null : `Redis stopped while starting: ${child.tail()}`),
    });
  } catch (error) {
    await child.stop();
    throw error;
  }
  const { pid, alive, exited, tail, stop } = child;
  return { url, port, pid, alive, exited, tail, stop };
}
