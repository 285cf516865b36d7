// How long this process may serve from L1 without asking Redis (protocol.md, P3).
//
// Cut messages are numbered without gaps. Every quarter of the bound the process asks for the number of the last one. When
// every message up to that number has arrived, nothing cut before the question was sent is in L1: L1 may be served until
// the bound has passed since then. So a lost message, a dead backplane or an absent Redis costs at most the bound.
//   covered   all messages up to the answer are here                      -> served until (question sent + bound)
//   awaiting  some are still under way                                    -> served as before, not longer
//   doubt     a number was skipped, the answer stayed ahead of what arrived for a quarter of the bound, went back, or the
//             connection was lost                                         -> L1 is emptied, and the count starts anew
import type { NamespaceState } from '../ports';
import type { L1Doubt } from '../types';

export class Freshness {
  /** L1 may be served until then, ms on the process's clock. */
  validUntil = Number.NEGATIVE_INFINITY;
  /** Number up to which every message has arrived; null before the first answer. */
  private position: number | null = null;
  private heardAt = Number.NEGATIVE_INFINITY;
  private generation = 0;
  private awaiting: { number: number; sentAt: number }[] = [];

  constructor(
    private readonly boundMs: number,
    private readonly onDoubt: (why: L1Doubt) => void,
  ) {}

  get askEveryMs(): number {
    return this.boundMs / 4;
  }

  /** The store answered a question that was sent at `sentAt`. */
  answered({ cuts, generation }: NamespaceState, sentAt: number): void {
    const known = this.position;
    if (known === null) this.startAnew('start', cuts, generation);
    // A bumped generation makes every entry missing; a lost namespace starts with a new one.
    else if (generation !== this.generation) this.startAnew('reset', cuts, generation);
    else if (cuts < known && sentAt > this.heardAt) this.startAnew('reset', cuts, generation);
    else if (cuts > known) {
      const oldest = this.awaiting[0];
      if (oldest === undefined || sentAt - oldest.sentAt < this.askEveryMs * 0.9) {
        this.awaiting.push({ number: cuts, sentAt });
        return;
      }
      this.startAnew('late', cuts, generation);
    }
    this.cover(sentAt);
  }

  /** A message arrived at `now`; what it names is dropped by the caller. */
  heard(number: number, now: number): void {
    const known = this.position;
    if (known === null || number <= known) return;
    this.heardAt = now;
    this.position = number;
    if (number > known + 1) {
      this.awaiting = [];
      this.onDoubt('gap');
      return;
    }
    while (this.awaiting[0] !== undefined && this.awaiting[0].number <= number) {
      this.cover(this.awaiting.shift()?.sentAt ?? 0);
    }
  }

  /** Messages were missed, nobody knows how many: nothing is served until the next answer. */
  lost(): void {
    this.position = null;
    this.awaiting = [];
    this.validUntil = Number.NEGATIVE_INFINITY;
    this.onDoubt('reconnected');
  }

  private startAnew(why: L1Doubt, cuts: number, generation: number): void {
    this.position = cuts;
    this.generation = generation;
    this.awaiting = [];
    this.onDoubt(why);
  }

  private cover(sentAt: number): void {
    this.validUntil = Math.max(this.validUntil, sentAt + this.boundMs);
  }
}
