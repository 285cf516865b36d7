// What the browser tests run against, told from the global setup to the workers through the environment.
import { type Role, roles } from '../../lib/contract/common';

export interface World {
  consoleUrl: string;
  shopUrl: string;
  redisUrl: string;
  /** Databases of the console and the shop. */
  dataDir: string;
  passwords: Record<Role, string>;
}

const NAME = 'FRESHET_E2E_WORLD';

export function rememberWorld(world: World): void {
  process.env[NAME] = JSON.stringify(world);
}

export function readWorld(): World {
  const text = process.env[NAME];
  if (!text) throw new Error('the global setup has not started the console');
  return JSON.parse(text) as World;
}

export const emailOf = (role: Role) => `${role}@freshet.test`;
/** Where the cookies of a signed-in role are kept. */
export const stateFileOf = (role: Role) => `test-results/signed-in/${role}.json`;
export { type Role, roles };
