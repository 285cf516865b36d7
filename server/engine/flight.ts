// Single-flight: one load per key in this process. A flight can be joined until it is closed, which happens before its
// value is published (I10): a caller that arrives after an invalidation never shares a load that began before it.
import { FreshetError } from './errors';
import type { Ref } from './entry';

export interface Loaded {
  value: unknown;
  sequence: number;
  refs: readonly Ref[];
  /**
   * cached: read from the store in round `round`; published: stored, proven current; proven: not stored (null), but
   * proven current; private: refused or unchecked, only for the caller that started the load.
   */
  standing: 'cached' | 'published' | 'proven' | 'private';
  round: number;
}
export type Outcome =
  | { kind: 'loaded'; loaded: Loaded }
  | { kind: 'failed'; error: unknown; stale: { value: unknown } | null }
  /** Somebody else refreshes it; only for flights nobody waits for. */
  | { kind: 'busy' };

export class Flight {
  open = true;
  /** How often the store has been asked so far. */
  round = 0;
  outcome: Promise<Outcome>;
  /** Flights that the loader of this one waits for. */
  private readonly waitsFor = new Set<Flight>();

  constructor(
    readonly key: string,
    /** Started behind a stale value: nobody waits unless they join. */
    readonly background: boolean,
    run: (flight: Flight) => Promise<Outcome>,
  ) {
    this.outcome = run(this);
  }

  /** Waits as part of the load `from`, and refuses what would wait for itself (two loads that read each other). */
  async join(from: Flight | null): Promise<Outcome> {
    if (from !== null) {
      if (this.reaches(from, new Set())) {
        throw new FreshetError(
          'cycle-detected',
          `loading ${JSON.stringify(from.key)} waits for ${JSON.stringify(this.key)}, which waits for it: break the cycle in the loaders`,
        );
      }
      from.waitsFor.add(this);
    }
    try {
      return await this.outcome;
    } finally {
      from?.waitsFor.delete(this);
    }
  }

  private reaches(target: Flight, seen: Set<Flight>): boolean {
    if (this === target) return true;
    if (seen.has(this)) return false;
    seen.add(this);
    for (const next of this.waitsFor) if (next.reaches(target, seen)) return true;
    return false;
  }
}

/**
 * Loads while the store is away: nothing can be checked, so a caller only shares a load that started after it came.
 * At most one runs and one waits per key.
 */
export class OriginFlights {
  private readonly byKey = new Map<
    string,
    { running: Promise<unknown>; next: Promise<unknown> | null }
  >();

  load(key: string, run: () => Promise<unknown>): Promise<unknown> {
    const known = this.byKey.get(key);
    if (known === undefined) return this.start(key, run);
    known.next ??= known.running.catch(() => {}).then(() => this.start(key, run));
    return known.next;
  }

  private start(key: string, run: () => Promise<unknown>): Promise<unknown> {
    const running = run();
    const entry = { running, next: null };
    this.byKey.set(key, entry);
    const clear = () => {
      if (this.byKey.get(key) === entry) this.byKey.delete(key);
    };
    running.then(clear, clear);
    return running;
  }
}
