// The history checker: a read must not return a version older than the one of the last invalidation that had resolved
// before the read began (protocol.md, P1 and P2), for everything the value was made of.

export interface History {
  /** A new version is committed; the promise does not cover it yet. */
  commit(row: string): number;
  current(row: string): number;
  /** An invalidation that covers these rows as they are now: call the answer when it has resolved. */
  invalidating(rows: readonly string[]): () => void;
  /** A read begins: call the answer with the versions it returned. */
  reading(key: string): (seen: Readonly<Record<string, number>>) => void;
  readonly reads: number;
  readonly invalidations: number;
  readonly violations: readonly Violation[];
}

export interface Violation {
  key: string;
  row: string;
  seen: number;
  floor: number;
}

/** A database of versioned rows in this process, and what was seen of it through caches. */
export function createHistory(rows: readonly string[]): History {
  const committed = new Map(rows.map((row) => [row, 1]));
  const floors = new Map(rows.map((row) => [row, 1]));
  const violations: Violation[] = [];
  let reads = 0;
  let invalidations = 0;
  const current = (row: string): number => {
    const version = committed.get(row);
    if (version === undefined) throw new Error(`there is no row ${row}`);
    return version;
  };
  return {
    current,
    commit(row) {
      const next = current(row) + 1;
      committed.set(row, next);
      return next;
    },
    invalidating(covered) {
      const promised = covered.map((row) => [row, current(row)] as const);
      return () => {
        invalidations++;
        for (const [row, version] of promised)
          floors.set(row, Math.max(version, floors.get(row) ?? 0));
      };
    },
    reading(key) {
      const atStart = new Map(floors);
      return (seen) => {
        reads++;
        for (const [row, version] of Object.entries(seen)) {
          const floor = atStart.get(row) ?? 0;
          if (version < floor) violations.push({ key, row, seen: version, floor });
        }
      };
    },
    get reads() {
      return reads;
    },
    get invalidations() {
      return invalidations;
    },
    violations,
  };
}
