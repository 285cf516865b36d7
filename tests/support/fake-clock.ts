import type { Clock } from '../../server/engine/ports';

interface Timer {
  at: number;
  run: () => void;
}

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  private nowMs = 0;
  private readonly timers = new Set<Timer>();

  constructor(private readonly startMs = 1_800_000_000_000) {}

  now(): number {
    return this.nowMs;
  }

  date(): Date {
    return new Date(this.startMs + this.nowMs);
  }

  setTimeout(run: () => void, ms: number): { cancel(): void } {
    const timer = { at: this.nowMs + ms, run };
    this.timers.add(timer);
    return { cancel: () => this.timers.delete(timer) };
  }

  get pending(): number {
    return this.timers.size;
  }

  /** Runs what falls due, in order, and lets promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.nowMs + ms;
    for (;;) {
      await settle();
      const due = [...this.timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.timers.delete(due);
      this.nowMs = due.at;
      due.run();
    }
    this.nowMs = end;
    await settle();
  }
}

/** Lets everything that waits only for promises go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
