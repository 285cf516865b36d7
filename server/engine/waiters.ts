// Callers that wait for a load of another process. The publishing script wakes them through the backplane; a wake-up
// can be lost, so they also look again by themselves.
import type { Clock } from './ports';

export class Waiters {
  private readonly byKey = new Map<string, Set<() => void>>();

  constructor(private readonly clock: Clock) {}

  /** Call before asking the store, so that a wake-up between its answer and the wait is not missed. */
  prepare(key: string): { wait(ms: number): Promise<void>; done(): void } {
    let wake: () => void = () => {};
    let woken = false;
    const listener = () => {
      woken = true;
      wake();
    };
    const set = this.byKey.get(key) ?? new Set();
    set.add(listener);
    this.byKey.set(key, set);
    return {
      wait: (ms) => {
        if (woken) {
          woken = false;
          return Promise.resolve();
        }
        return new Promise((resolve) => {
          const timer = this.clock.setTimeout(resolve, ms);
          wake = () => {
            timer.cancel();
            woken = false;
            resolve();
          };
        });
      },
      done: () => {
        set.delete(listener);
        if (set.size === 0 && this.byKey.get(key) === set) this.byKey.delete(key);
      },
    };
  }

  wake(key: string): void {
    for (const listener of this.byKey.get(key) ?? []) listener();
  }

  wakeAll(): void {
    for (const key of this.byKey.keys()) this.wake(key);
  }
}
