// The last resort of ensure-redis: the system's package manager.
import { findOnPath, runToEnd } from './child.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Package managers, each with the packages to try in order.
 * @type {readonly { program: string, packages: readonly string[], args: readonly string[], refresh?: readonly string[], root: boolean }[]}
 */
const managers = [
  {
    program: 'apt-get',
    packages: ['redis-server', 'valkey-server'],
    args: ['install', '-y', '--no-install-recommends'],
    refresh: ['update'],
    root: true,
  },
  { program: 'brew', packages: ['valkey', 'redis'], args: ['install'], root: false },
  { program: 'dnf', packages: ['valkey', 'redis'], args: ['install', '-y'], root: true },
  { program: 'apk', packages: ['valkey', 'redis'], args: ['add'], root: true },
  {
    program: 'pacman',
    packages: ['valkey', 'redis'],
    args: ['-S', '--noconfirm', '--needed'],
    root: true,
  },
];

/**
 * Words to put before a command that needs root: none for root, `sudo -n` where it works without a password.
 * @returns {Promise<string[] | null>}
 */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = findOnPath('sudo');
  if (sudo === null) return null;
  return (await runToEnd(sudo, ['-n', 'true'], { timeoutMs: 5000 })).code === 0
    ? [sudo, '-n']
    : null;
}

/**
 * Installs a Redis or Valkey server with the system's package manager, saying what it does.
 * Refuses with the command to run by hand when it may not, or when the installation fails.
 * @param {(line: string) => void} log
 */
export async function installRedis(log) {
  const manager = managers.find(({ program }) => findOnPath(program) !== null);
  if (!manager)
    throw new Refusal(
      'No Redis was found and no known package manager either: install Redis 7 or Valkey and put redis-server on PATH, or give the address of a running one (REDIS_URL=redis://host:6379 npm run demo).',
    );
  const prefix = manager.root ? await rootPrefix() : [];
  const byHand = `${manager.root ? 'sudo ' : ''}${manager.program} ${manager.args.join(' ')} ${manager.packages[0]}`;
  if (prefix === null)
    throw new Refusal(
      `No Redis was found and installing one needs your password: run "${byHand}", then start this again (or give REDIS_URL).`,
    );
  const run = (/** @type {readonly string[]} */ args) => {
    const [command, ...rest] = [...prefix, manager.program, ...args];
    log(`running: ${[...prefix, manager.program, ...args].join(' ')}`);
    return runToEnd(command ?? manager.program, rest, {
      timeoutMs: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' },
    });
  };
  if (manager.refresh) await run(manager.refresh);
  let last = '';
  for (const name of manager.packages) {
    const { code, stderr } = await run([...manager.args, name]);
    if (code === 0 && findOnPath('redis-server', 'valkey-server')) return;
    last = stderr.trim().split('\n').at(-1) ?? '';
  }
  throw new Refusal(
    `No Redis was found and ${manager.program} could not install one (${last || 'no reason given'}): run "${byHand}", or give the address of a running Redis (REDIS_URL=redis://host:6379).`,
  );
}
