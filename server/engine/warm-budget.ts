// What warming may ask of one loader in this process: so many loads at once, so many begun per second. Visitors are not
// held up by it; the bound on their loads is another one (originConcurrency).
import type { Loaders } from './families';
import type { Clock, WarmQueue } from './ports';
import { Semaphore } from './semaphore';
import type { WarmBudget } from './types';

class LoaderBudget {
  private readonly places: Semaphore | null;
  private readonly gapMs: number;
  private nextAt = Number.NEGATIVE_INFINITY;

  constructor(
    budget: WarmBudget,
    private readonly clock: Pick<Clock, 'now' | 'setTimeout'>,
  ) {
    this.places = budget.concurrency === undefined ? null : new Semaphore(budget.concurrency);
    this.gapMs = budget.perSecond === undefined ? 0 : 1000 / budget.perSecond;
  }

  /** Runs when there is a place and its turn has come. */
  async run<T>(load: () => Promise<T>): Promise<T> {
    const inTurn = async () => {
      await this.turn();
      return load();
    };
    return this.places === null ? inTurn() : this.places.run(inTurn);
  }

  private turn(): Promise<void> {
    const now = this.clock.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + this.gapMs;
    return at === now ? Promise.resolve() : pause(this.clock, at - now);
  }
}

function pause(clock: Pick<Clock, 'setTimeout'>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, ms);
  });
}

/** How often somebody who waits for a turn looks whether the job was aborted. */
const LOOK_MS = 250;

/** The budgets of this process's loaders, and the fleet's limit before each load. */
export class WarmBudgets {
  private readonly ofFamily = new Map<string, LoaderBudget>();

  constructor(
    private readonly loaders: Pick<Loaders, 'familyOf'>,
    private readonly queue: Pick<WarmQueue, 'control'>,
    private readonly clock: Pick<Clock, 'now' | 'setTimeout'>,
  ) {}

  /** Loads when both allow it; null when it was aborted before its turn came. */
  run<T>(key: string, signal: AbortSignal | undefined, load: () => Promise<T>): Promise<T | null> {
    const turnThenLoad = async () => {
      for (;;) {
        if (signal?.aborted) return null;
        const waitMs = (await this.queue.control?.turn()) ?? 0;
        if (waitMs === 0) return load();
        await pause(this.clock, Math.min(waitMs, LOOK_MS));
      }
    };
    const budget = this.budgetOf(key);
    return budget === null ? turnThenLoad() : budget.run(turnThenLoad);
  }

  private budgetOf(key: string): LoaderBudget | null {
    const family = this.loaders.familyOf(key)?.family;
    if (family === undefined || family.warmBudget === null) return null;
    const known = this.ofFamily.get(family.name);
    if (known !== undefined) return known;
    const made = new LoaderBudget(family.warmBudget, this.clock);
    this.ofFamily.set(family.name, made);
    return made;
  }
}
