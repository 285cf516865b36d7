/** One lookup in so many is looked at; what was seen is scaled up by it. */
const SAMPLE_EVERY = 8;
/** Keys told per flush, and kept when a flush fails. */
const TOP = 200;
/** Keys remembered between two flushes. */
const SEEN_LIMIT = 20_000;

/** Which keys are read most, from a sample of the lookups of one process. */
export class HotKeySample {
  private reads = new Map<string, number>();
  private skip: number;

  constructor(private readonly random: () => number) {
    this.skip = this.nextGap();
  }

  see(key: string): void {
    if (--this.skip > 0) return;
    this.skip = this.nextGap();
    const before = this.reads.get(key);
    if (before === undefined && this.reads.size >= SEEN_LIMIT) return;
    this.reads.set(key, (before ?? 0) + SAMPLE_EVERY);
  }

  /** Reads that were counted one by one: many are told as they are, few are sampled like the others. */
  seeMany(key: string, count: number): void {
    if (count < 4 * SAMPLE_EVERY) {
      for (let i = 0; i < count; i++) this.see(key);
      return;
    }
    const before = this.reads.get(key);
    if (before === undefined && this.reads.size >= SEEN_LIMIT) return;
    this.reads.set(key, (before ?? 0) + count);
  }

  /** The busiest keys since the last call. */
  take(): Map<string, number> {
    const taken = topOf(this.reads);
    this.reads = new Map();
    return taken;
  }

  /** Puts back what could not be sent. */
  giveBack(taken: ReadonlyMap<string, number>): void {
    for (const [key, reads] of taken) this.reads.set(key, (this.reads.get(key) ?? 0) + reads);
  }

  /** Random, on average SAMPLE_EVERY: a fixed step would see the same page again in a regular pattern of reads. */
  private nextGap(): number {
    return 1 + Math.floor(this.random() * (2 * SAMPLE_EVERY - 1));
  }
}

function topOf(reads: ReadonlyMap<string, number>): Map<string, number> {
  if (reads.size <= TOP) return new Map(reads);
  return new Map([...reads].sort((a, b) => b[1] - a[1]).slice(0, TOP));
}
