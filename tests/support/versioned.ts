// A database of one row with a version, and a loader over it that can be held at two places.
import { gate } from './engine';

export interface VersionedRow {
  version: number;
  loads: number;
  /** Reads the row, then waits for `release()` before it answers: a slow load that has already read old data. */
  slowLoad: () => Promise<number>;
  /** Resolves when a slow load has read the row. */
  hasRead: () => Promise<void>;
  release: () => void;
}

export function versionedRow(): VersionedRow {
  let read = gate();
  let released = gate();
  const row: VersionedRow = {
    version: 1,
    loads: 0,
    slowLoad: async () => {
      row.loads++;
      const seen = row.version;
      read.open();
      await released.promise;
      return seen;
    },
    hasRead: async () => {
      await read.promise;
      read = gate();
    },
    release: () => {
      released.open();
      released = gate();
    },
  };
  return row;
}
