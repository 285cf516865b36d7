// Whether this process may ask the store for values at all. Shut while the breaker is open (nobody would answer), and
// while invalidations of this process wait in the spool (what it would answer may be older than them, P7).

/** Not an error of the store: it was not asked. */
export class GateShut extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'GateShut';
  }
}

export class Gate {
  /** A plain field, because every read asks. */
  isShut = false;
  private readonly reasons = new Map<string, string>();

  shut(who: 'breaker' | 'spool', why: string): void {
    this.reasons.set(who, why);
    this.isShut = true;
  }

  open(who: 'breaker' | 'spool'): void {
    this.reasons.delete(who);
    this.isShut = this.reasons.size > 0;
  }

  /** Throws `GateShut` with the reason. */
  refuse(): never {
    throw new GateShut([...this.reasons.values()].join('; '));
  }
}
