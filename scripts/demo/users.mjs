import { Refusal } from '../lib/refusal.mjs';

/** @typedef {{ role: string, email: string, password: string | null }} DemoUser password: null when it was made elsewhere */

/**
 * One person per role in the console's database; those who are there stay.
 * @param {import('./stack.mjs').Stack} stack
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env the console's
 * @returns {Promise<DemoUser[]>}
 */
export async function seedUsers(stack, root, env) {
  let answer = '';
  const seeding = stack.start({
    name: 'seed-users',
    command: process.execPath,
    args: ['--import', 'tsx', 'scripts/seed-users.ts', '--json'],
    env,
    cwd: root,
    mayEnd: true,
    onLine: (line) => {
      if (line.startsWith('[')) answer = line;
    },
  });
  const { code } = await seeding.exited;
  stack.assertGoing();
  if (code !== 0 || answer === '')
    throw new Refusal(`The demo's users could not be created: ${seeding.tail()}`);
  return JSON.parse(answer);
}
