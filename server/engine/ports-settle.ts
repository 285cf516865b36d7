// Steps for sources that can be read only some time after they changed (protocol.md, what callers must know).
import type { Guard } from './ports';

export interface SettleStore {
  /**
   * Sets the guards' markers `forMs` ahead of the node's clock: until then no load of what they guard is kept. Returns the
   * sequence it lasts until.
   */
  settle(guards: readonly Guard[], forMs: number): Promise<number>;
  /** Remembers the newest version of a row (`product:42`) that an event told of; `created`: its versions begin anew. */
  noteRowVersion(row: string, version: number, created: boolean): Promise<void>;
  /** Newest known version of each row; null where no event told one lately. */
  rowVersions(rows: readonly string[]): Promise<(number | null)[]>;
}
