import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../lib/refusal.mjs';

/** What the console is built from. */
const sources = [
  'app',
  'components',
  'lib',
  'server',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'tailwind.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** @param {string} file @returns {number} 0 when there is none */
const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * When the newest of these files or anything below them was written.
 * @param {string} file
 * @returns {number}
 */
function newestBelow(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time tells of files that were removed.
  return Math.max(
    stat.mtimeMs,
    ...readdirSync(file).map((name) => newestBelow(path.join(file, name))),
  );
}

/**
 * True when there is no build or a source is newer than it.
 * @param {string} root
 * @param {string} distDir
 */
export function buildIsStale(root, distDir) {
  const builtAt = changedAt(path.join(root, distDir, 'BUILD_ID'));
  return builtAt === 0 || sources.some((name) => newestBelow(path.join(root, name)) > builtAt);
}

/**
 * Builds the console when needed.
 * @param {import('./stack.mjs').Stack} stack
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureBuild(stack, root, env) {
  const distDir = env.NEXT_DIST_DIR || '.next';
  if (!buildIsStale(root, distDir)) return;
  stack.log('building the console (about a minute, once)');
  const build = stack.start({
    name: 'build',
    command: process.execPath,
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
    cwd: root,
    mayEnd: true,
  });
  const { code } = await build.exited;
  stack.assertGoing();
  if (code !== 0) {
    console.error(build.tail());
    throw new Refusal('The console could not be built (the messages are above).');
  }
}
