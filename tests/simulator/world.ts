// Time and order. Everything that is not a promise waits here: a step on its way to the node, its reply, a timer, a message.
// The seed decides how long each takes, and so what happens first. Between two happenings all promises settle.
import { Random } from './random';

export interface Owner {
  readonly name: string;
  alive: boolean;
  /** Stands still until then: nothing reaches it. */
  stalledUntilMs: number;
}
interface Happening {
  atMs: number;
  /** Decides between what falls due at the same time. */
  tie: number;
  owner: Owner | null;
  label: string;
  run: () => void;
  cancelled: boolean;
}

export class World {
  readonly random: Random;
  /** Virtual milliseconds since the begin. */
  nowMs = 0;
  /** Null unless somebody wants to read it. */
  readonly trace: string[] | null;
  private ticks = 0;
  private readonly heap: Happening[] = [];

  constructor(seed: number, traced: boolean) {
    this.random = new Random(seed);
    this.trace = traced ? [] : null;
  }

  /** A number for this moment, above all earlier ones. */
  tick(): number {
    return ++this.ticks;
  }

  log(line: string): void {
    this.trace?.push(`${this.nowMs.toFixed(2).padStart(9)} ${line}`);
  }

  /** What belongs to an owner does not happen once it is dead, and waits while it is stalled. */
  after(delayMs: number, owner: Owner | null, label: string, run: () => void): { cancel(): void } {
    const happening: Happening = {
      atMs: this.nowMs + Math.max(0, delayMs),
      tie: this.random.next(),
      owner,
      label,
      run,
      cancelled: false,
    };
    push(this.heap, happening);
    return {
      cancel: () => {
        happening.cancelled = true;
      },
    };
  }

  /** A pause of a process: for loaders that take their time. */
  pause(delayMs: number, owner: Owner, label: string): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, owner, label, resolve));
  }

  /** Lets happenings happen until `done` or the time is up; false when it was up first. */
  async run(done: () => boolean, untilMs: number): Promise<boolean> {
    for (;;) {
      await settled();
      if (done()) return true;
      const next = this.heap[0];
      if (next === undefined || next.atMs > untilMs) {
        this.nowMs = Math.max(this.nowMs, Math.min(untilMs, next?.atMs ?? untilMs));
        return false;
      }
      this.happen(pop(this.heap) as Happening);
    }
  }

  private happen(next: Happening): void {
    const { owner } = next;
    if (next.cancelled || owner?.alive === false) return;
    this.nowMs = Math.max(this.nowMs, next.atMs);
    if (owner !== null && owner.stalledUntilMs > this.nowMs) {
      next.atMs = owner.stalledUntilMs + this.random.next();
      push(this.heap, next);
      return;
    }
    this.tick();
    this.log(owner === null ? next.label : `${owner.name} ${next.label}`);
    next.run();
  }
}

/** Resolves when everything that waits only for promises has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const isBefore = (a: Happening, b: Happening) =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.tie < b.tie);

function push(heap: Happening[], item: Happening): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Happening;
    if (!isBefore(item, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: Happening[]): Happening | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || last === first) return first;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    const least = right !== undefined && isBefore(right, left) ? right : left;
    if (least === right) child++;
    if (!isBefore(least, last)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = last;
  return first;
}
