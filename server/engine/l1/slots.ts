// The entries a process holds, and the way from a guard to all entries that hang on it. Least recently used entries go
// first, by second chance: a hit only sets a mark, and the oldest entry without one is removed.
import type { Guard } from '../ports';

export interface Slot {
  key: string;
  /** What a hit hands out: made once, so that a hit makes no promise of its own. Null: each hit gets a copy. */
  shared: Promise<unknown> | null;
  value: unknown;
  /** Every guard that can invalidate it, its own key's and inherited ones included. */
  guards: readonly Guard[];
  /** Some of them were declared by hand: waves reach it also through guards that are not here. */
  declares: boolean;
  /** When it was written, ms on the node's clock. */
  createdAt: number;
  /** End of its fresh window and of its whole life, ms on the process's clock. */
  freshUntil: number;
  goneAt: number;
  /** Hits that were not counted yet. */
  reads: number;
  /** Read since it was last passed over. */
  used: boolean;
}

/** Entries passed over for one new one at most: then the oldest goes, used or not. */
const CHANCES = 64;

export class Slots {
  /** To look up in; changed only here. */
  readonly byKey = new Map<string, Slot>();
  private readonly byGuard = new Map<Guard, Set<Slot>>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.byKey.size;
  }

  put(slot: Slot): void {
    this.drop(slot.key);
    this.makeRoom();
    this.byKey.set(slot.key, slot);
    for (const guard of slot.guards) {
      const known = this.byGuard.get(guard);
      if (known === undefined) this.byGuard.set(guard, new Set([slot]));
      else known.add(slot);
    }
  }

  /** How many were there: 0 or 1. */
  drop(key: string): number {
    const slot = this.byKey.get(key);
    if (slot === undefined) return 0;
    this.byKey.delete(key);
    for (const guard of slot.guards) {
      const hanging = this.byGuard.get(guard);
      if (hanging?.delete(slot) && hanging.size === 0) this.byGuard.delete(guard);
    }
    return 1;
  }

  /** Everything that hangs on the guard, directly or through others; how many that were. */
  dropBelow(guard: Guard): number {
    const hanging = this.byGuard.get(guard);
    if (hanging === undefined) return 0;
    const count = hanging.size;
    for (const slot of hanging) this.drop(slot.key);
    return count;
  }

  /** Everything that hangs on a key that begins so. Walks all guards: meant for a person's purge. */
  dropBelowPrefix(prefix: string): number {
    let count = 0;
    for (const guard of this.byGuard.keys()) {
      if (guard.startsWith(`k:${prefix}`)) count += this.dropBelow(guard);
    }
    return count;
  }

  clear(): number {
    const count = this.byKey.size;
    this.byKey.clear();
    this.byGuard.clear();
    return count;
  }

  private makeRoom(): void {
    if (this.byKey.size < this.most) return;
    let chances = CHANCES;
    for (const [key, slot] of this.byKey) {
      if (!slot.used || chances-- === 0) {
        this.drop(key);
        return;
      }
      // To the end of the line, without its mark.
      slot.used = false;
      this.byKey.delete(key);
      this.byKey.set(key, slot);
    }
  }
}
