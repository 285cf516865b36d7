// A picture of the whole index that costs a walk over all keys: taken only when somebody looks, by one at a time, and
// shown with its age while a newer one is being taken.
import type { Clock } from '../ports';

const FRESH_MS = 3_000;
/** A picture that took a second is kept for ten: looking at a large namespace costs Redis a tenth of its time at most. */
const REST_PER_WORK = 10;
/** How long somebody who looks waits for a newer picture before being shown the last one. */
const PATIENCE_MS = 400;

export class Snapshot<T> {
  private value: { of: T; takenAt: number; goodUntil: number } | null = null;
  private taking: Promise<T> | null = null;

  constructor(
    private readonly take: () => Promise<T>,
    private readonly clock: Pick<Clock, 'now' | 'setTimeout'>,
  ) {}

  /**
   * `ageMs` counts from when the walk began. Rejects when a newer picture was due and could not be taken: who looks keeps
   * what they saw last, and must hear that it is not the state of now.
   */
  async read(): Promise<{ of: T; ageMs: number }> {
    const last = this.value;
    if (last !== null && this.clock.now() < last.goodUntil) return this.shown(last);
    const taking = this.refresh();
    if (last === null) await taking;
    else await this.orPatience(taking);
    return this.shown(this.value ?? last);
  }

  private refresh(): Promise<T> {
    this.taking ??= this.run().finally(() => {
      this.taking = null;
    });
    return this.taking;
  }

  private async run(): Promise<T> {
    const takenAt = this.clock.now();
    const of = await this.take();
    const endedAt = this.clock.now();
    const restMs = Math.max(FRESH_MS, (endedAt - takenAt) * REST_PER_WORK);
    this.value = { of, takenAt, goodUntil: endedAt + restMs };
    return of;
  }

  private orPatience(taking: Promise<unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.clock.setTimeout(resolve, PATIENCE_MS);
      taking.then(
        () => {
          timer.cancel();
          resolve();
        },
        (error: unknown) => {
          timer.cancel();
          reject(error);
        },
      );
    });
  }

  private shown(value: { of: T; takenAt: number } | null): { of: T; ageMs: number } {
    if (value === null) throw new Error('a snapshot ended without a picture');
    return { of: value.of, ageMs: Math.max(0, this.clock.now() - value.takenAt) };
  }
}
