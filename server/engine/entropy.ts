// Chance through one door, so that tests can repeat it.
import { randomBytes, randomUUID } from 'node:crypto';
import { TOKEN_BYTES } from './entry';

export interface Entropy {
  /** A lease token nobody else has. */
  token(): Buffer;
  /** A UUID. */
  id(): string;
  /** At least 0, below 1; for sampling, never for names. */
  fraction(): number;
}

/** The process's real chance. */
export const systemEntropy: Entropy = {
  token: () => randomBytes(TOKEN_BYTES),
  // Draws from a pool: asking for ten random bytes would take longer than the rest of a small wave's opening.
  id: () => randomUUID(),
  fraction: () => Math.random(),
};
