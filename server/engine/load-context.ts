// What a running load has read so far. Reads through the cache inside a loader find it (AsyncLocalStorage) and hand
// over their guards, so that dependencies need not be listed by hand (protocol.md, Load 2, I5).
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Ref } from './entry';
import type { Flight } from './flight';
import type { Guard } from './ports';
import type { Rules } from './rules';
import type { EdgeKind } from './types';

export class LoadScope {
  private readonly refs = new Map<Guard, Ref>();
  /** A nested value was refused or could not be checked: the outer value must not be cached (I4). */
  tainted = false;
  /** Versions of rows that the loader saw. */
  readonly versions: Record<string, number> = {};

  constructor(
    readonly key: string,
    /** Sequence read with the lease, before the loader ran (I1). */
    readonly sequence: number,
    readonly parent: LoadScope | null,
    /** The flight that runs this load; null for loads that nobody can join. */
    readonly flight: Flight | null,
    readonly rules: Readonly<Rules>,
  ) {}

  /** A tag or dependency of this load itself: guarded by the load's own sequence. */
  own(guard: Guard, kind: EdgeKind): void {
    this.add({ guard, kind, ref: this.sequence, depth: 1, via: null });
  }

  /**
   * A nested entry was read: its own guard, and everything it was guarded by, keep the nested entry's refs. One
   * sequence per entry instead would miss invalidations one way and starve pages the other (I5).
   */
  inherit(key: string, sequence: number, refs: readonly Ref[]): void {
    const via: Guard = `k:${key}`;
    const own = this.rules.inheritRefs ? sequence : this.sequence;
    this.add({ guard: via, kind: 'captured', ref: own, depth: 1, via: null });
    if (!this.rules.flat) return;
    for (const inherited of refs) {
      const ref = this.rules.inheritRefs ? inherited.ref : this.sequence;
      this.add({ ...inherited, ref, depth: Math.min(255, inherited.depth + 1), via });
    }
  }

  /** The same reads under another sequence: what a test that switches I1 off publishes with. */
  restamped(sequence: number): LoadScope {
    const copy = new LoadScope(this.key, sequence, this.parent, this.flight, this.rules);
    copy.tainted = this.tainted;
    Object.assign(copy.versions, this.versions);
    for (const ref of this.refs.values()) copy.add(ref);
    return copy;
  }

  list(): Ref[] {
    return [...this.refs.values()];
  }

  /** True when `key` is being loaded by this load or one around it. */
  isLoading(key: string): boolean {
    return this.key === key || (this.parent?.isLoading(key) ?? false);
  }

  private add(ref: Ref): void {
    const known = this.refs.get(ref.guard);
    if (known === undefined) {
      this.refs.set(ref.guard, ref);
      return;
    }
    // The oldest ref is the safe one; the shortest way is the one to show.
    const nearer = ref.depth < known.depth ? ref : known;
    this.refs.set(ref.guard, { ...nearer, ref: Math.min(known.ref, ref.ref) });
  }
}

const storage = new AsyncLocalStorage<LoadScope>();

/** Loaders that run now: without one no read can be inside one, which spares a hit the look. */
let running = 0;

export const currentScope = (): LoadScope | null =>
  running === 0 ? null : (storage.getStore() ?? null);
export async function runInScope<T>(scope: LoadScope, run: () => Promise<T>): Promise<T> {
  running++;
  try {
    return await storage.run(scope, run);
  } finally {
    running--;
  }
}
export const leaveScope = <T>(run: () => T): T => storage.exit(run);
