// Keys that waves removed lately, as far as their notices name them: a hard invalidation leaves nothing in the store,
// and a miss that it caused should not be counted as a cold one. For statistics only; bounded and forgetful.
const KEPT = 10_000;

export class RecentCuts {
  private readonly keys = new Set<string>();

  add(keys: Iterable<string>): void {
    for (const key of keys) {
      this.keys.delete(key);
      this.keys.add(key);
    }
    for (const oldest of this.keys) {
      if (this.keys.size <= KEPT) return;
      this.keys.delete(oldest);
    }
  }

  /** True once per removal. */
  take(key: string): boolean {
    return this.keys.delete(key);
  }
}
