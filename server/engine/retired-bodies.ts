// The bodies of what a marker retired are removed behind the wave, a page at a time; readers do not need it, memory does.
// What is left to do stands in the guards: a process that dies leaves it to the sweeper (docs/decisions/big-guards.md).
import type { Guard, Store } from './ports';
import { noteStoreError, type Runtime } from './runtime';

/** Edges looked at in one page. */
const PAGE = 512;

export type RetiredStore = Pick<Store, 'sweepRetired'> & Partial<Pick<Store, 'declaredTypes'>>;

/** Until nothing is left, or `mayGoOn` says no. How many edges it looked at. */
export async function sweepRetiredOf(
  store: RetiredStore,
  guards: readonly Guard[],
  mayGoOn: () => boolean | Promise<boolean>,
): Promise<number> {
  if (store.sweepRetired === undefined || guards.length === 0) return 0;
  let looked = 0;
  let keepTypes: ReadonlySet<string> | null = null;
  for (const guard of guards) {
    for (;;) {
      if (!(await mayGoOn())) return looked;
      // Asked once there is something: an edge to a key that somebody may declare stays, walked (V4).
      keepTypes ??= new Set((await store.declaredTypes?.()) ?? []);
      const page = await store.sweepRetired(guard, keepTypes, PAGE);
      looked += page;
      if (page < PAGE) break;
    }
  }
  return looked;
}

export class RetiredBodies {
  private readonly waiting = new Set<Guard>();
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly runtime: Runtime) {}

  /** Takes guards whose last wave retired something; never waits, never fails its caller. */
  add(guards: readonly Guard[]): void {
    for (const guard of guards) this.waiting.add(guard);
    if (this.waiting.size === 0 || this.stopped) return;
    this.running ??= this.run()
      .catch((error: unknown) => noteStoreError(this.runtime, 'sweepRetired', error))
      .finally(() => {
        this.running = null;
      });
  }

  /** Ends after the page that is under way. */
  async close(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    for (const guard of this.waiting) {
      this.waiting.delete(guard);
      await sweepRetiredOf(this.runtime.store, [guard], () => !this.stopped);
      if (this.stopped) return;
    }
  }
}
