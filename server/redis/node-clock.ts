// The node's clock as this process sees it. Freshness is decided by the node that holds the entry; a reader that
// looks at a header only needs a good guess of that clock, renewed by every reply that carries the node's time.
export class NodeClock {
  private offsetMs: number | null = null;

  /** `nowMs` was read by the node somewhere between `sentAt` and now (performance.now()). */
  observe(nowMs: number, sentAt: number): void {
    this.offsetMs = nowMs - (sentAt + performance.now()) / 2;
  }

  now(): number {
    return this.offsetMs === null ? Date.now() : performance.now() + this.offsetMs;
  }
}
