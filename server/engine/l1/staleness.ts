// How old what L1 still held was when the message that removed it arrived.
import type { L1Staleness } from '../types';

const BOUNDS_MS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] as const;

export class Staleness {
  private readonly counts = [...BOUNDS_MS.map(() => 0), 0];
  private maxMs = 0;

  note(ms: number): void {
    const measured = Math.max(0, ms);
    const at = BOUNDS_MS.findIndex((bound) => measured <= bound);
    const bucket = at === -1 ? BOUNDS_MS.length : at;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.maxMs = Math.max(this.maxMs, measured);
  }

  read(): L1Staleness {
    return {
      maxMs: Math.round(this.maxMs * 100) / 100,
      histogram: this.counts.map((count, i) => ({ upToMs: BOUNDS_MS[i] ?? null, count })),
    };
  }
}
