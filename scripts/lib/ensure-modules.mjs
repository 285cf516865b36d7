// What a script needs before it may import anything that is not Node's own.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './child.mjs';
import { Refusal } from './refusal.mjs';

const MIN_NODE = [20, 19];

/** Refuses on a Node that is too old. @param {string} [version] */
export function assertNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minMajor = 0, minMinor = 0] = MIN_NODE;
  if (major < minMajor || (major === minMajor && minor < minMinor))
    throw new Refusal(
      `Node ${version} is too old: Freshet needs Node ${MIN_NODE.join('.')} or newer (https://nodejs.org).`,
    );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * True when node_modules is missing, or older than package-lock.json and not what it asks for (a fresh checkout
 * touches the file without changing it).
 * @param {string} root
 */
export function modulesAreStale(root) {
  // npm writes this file last, so a broken installation has none.
  const marker = path.join(root, 'node_modules', '.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(marker)) return true;
  if (statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return false;
  const installed = packagesOf(marker);
  return Object.entries(packagesOf(lock)).some(
    ([name, wanted]) =>
      name !== '' &&
      // Other platforms' builds stay out by design.
      !wanted.optional &&
      !wanted.devOptional &&
      installed[name]?.version !== wanted.version,
  );
}

/**
 * Runs `npm ci` when node_modules is missing or older than package-lock.json.
 * @param {string} root the project's folder
 * @param {(line: string) => void} log
 */
export async function ensureModules(root, log) {
  if (!modulesAreStale(root)) return;
  log('installing node modules (npm ci)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code } = await runToEnd(npm, ['ci'], { inherit: true, cwd: root });
  if (code !== 0)
    throw new Refusal(
      'npm ci failed (its own message is above): mend that, then start this again.',
    );
}
