// The demo's people: one per role, with passwords made once and kept beside the data.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../lib/refusal.mjs';

/** @typedef {{ role: string, email: string, password: string }} DemoUser */

const roles = ['viewer', 'operator', 'admin'];

/**
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} env
 * @returns {DemoUser[]}
 */
export function readDemoUsers(dataDir, env) {
  const file = path.join(dataDir, 'demo-users.json');
  /** @type {Record<string, string>} */
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const users = roles.map((role) => ({
    role,
    email: `${role}@freshet.test`,
    password:
      env[`FRESHET_${role.toUpperCase()}_PASSWORD`] ||
      kept[role] ||
      `${role}-${randomBytes(6).toString('base64url')}`,
  }));
  const passwords = Object.fromEntries(users.map(({ role, password }) => [role, password]));
  writeFileSync(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  return users;
}

/**
 * Creates them in the console's database (those who are there stay).
 * @param {import('./stack.mjs').Stack} stack
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env the console's
 * @param {readonly DemoUser[]} users
 */
export async function seedUsers(stack, root, env, users) {
  const passwords = users.map(({ role, password }) => [
    `FRESHET_${role.toUpperCase()}_PASSWORD`,
    password,
  ]);
  const seeding = stack.start({
    name: 'seed-users',
    command: process.execPath,
    args: ['--import', 'tsx', 'scripts/seed-users.ts'],
    env: { ...env, ...Object.fromEntries(passwords) },
    cwd: root,
    mayEnd: true,
  });
  const { code } = await seeding.exited;
  stack.assertGoing();
  if (code !== 0) throw new Refusal(`The demo's users could not be created. ${seeding.tail()}`);
}
