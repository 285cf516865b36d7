// Which invalidations this process has heard of lately, in its own count. A value may enter L1 only if none of its guards
// was heard of since before its read began: the read may have overtaken the cut, or the message the reply (the L1 race).
import type { Guard } from '../ports';

/** Guards remembered; past that, reads that began before are refused altogether. */
const KEPT = 20_000;

export class Epochs {
  private now = 0;
  /** Reads that began at or before this are refused, whatever they read. */
  private floor = -1;
  private readonly heardAt = new Map<Guard, number>();

  /** Call before the read is sent; hand it to `allows`. */
  begin(): number {
    return this.now;
  }

  note(guards: Iterable<Guard>): void {
    this.now++;
    for (const guard of guards) {
      if (this.heardAt.size >= KEPT) {
        this.noteAll();
        return;
      }
      this.heardAt.set(guard, this.now);
    }
  }

  /** Anything may have been invalidated. */
  noteAll(): void {
    this.now++;
    this.floor = this.now - 1;
    this.heardAt.clear();
  }

  allows(guards: readonly Guard[], since: number): boolean {
    if (since <= this.floor) return false;
    return guards.every((guard) => (this.heardAt.get(guard) ?? -1) <= since);
  }
}
