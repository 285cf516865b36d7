import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../lib/child.mjs';
import { Refusal } from '../lib/refusal.mjs';

/**
 * One demo per data folder: two Redis servers on one append-only file would destroy it.
 * @param {string} dataDir
 * @returns {() => void} gives the folder back
 */
export function lockDataDir(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'demo.pid');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (owner > 0 && isAlive(owner))
        throw new Refusal(
          `A demo is running on ${dataDir} already (process ${owner}): stop it first, or set FRESHET_DATA_DIR to another folder. If no demo runs, delete ${file}.`,
        );
      rmSync(file, { force: true });
    }
  }
}
