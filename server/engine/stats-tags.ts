// What waves did to tags, counted by name in buckets of an hour, apart from the other counters: there are many tags.
import type { TagStats } from './types';

/** Tags counted by name in one process and hour; what later ones do is counted together. */
const TAG_LIMIT = 2_000;
const HOUR_MS = 3_600_000;
const OTHER = '';

const letters = { waves: 'w', entries: 'e', reloaded: 'r', wasted: 'x' } as const;
type TagField = keyof typeof letters;
const fieldNames = Object.keys(letters) as TagField[];

export class TagCounts {
  private counts = new Map<string, number>();
  private names = new Set<string>();
  private hour = 0;

  constructor(private readonly nowMs: () => number) {}

  add(tag: string, what: TagField, count: number): void {
    if (count === 0) return;
    const hour = Math.floor(this.nowMs() / HOUR_MS);
    if (hour !== this.hour) {
      this.hour = hour;
      this.names = new Set();
    }
    const known = this.names.has(tag) || this.names.size < TAG_LIMIT;
    if (known) this.names.add(tag);
    const field = `${letters[what]}:${known ? tag : OTHER}`;
    this.counts.set(field, (this.counts.get(field) ?? 0) + count);
  }

  take(): Record<string, number> {
    const taken = Object.fromEntries(this.counts);
    this.counts = new Map();
    return taken;
  }

  /** Puts back what could not be sent. */
  giveBack(taken: Readonly<Record<string, number>>): void {
    for (const [field, count] of Object.entries(taken)) {
      this.counts.set(field, (this.counts.get(field) ?? 0) + count);
    }
  }
}

/** The most often invalidated first. */
export function tagsOf(counters: Readonly<Record<string, number>>, limit: number): TagStats[] {
  const tags = new Map<string, TagStats>();
  for (const [field, count] of Object.entries(counters)) {
    const what = fieldNames.find((name) => letters[name] === field[0]);
    const tag = field.slice(2);
    if (what === undefined || tag === OTHER) continue;
    const stats = tags.get(tag) ?? { tag, waves: 0, entries: 0, reloaded: 0, wasted: 0 };
    stats[what] += count;
    tags.set(tag, stats);
  }
  return [...tags.values()]
    .sort((a, b) => b.waves - a.waves || b.entries - a.entries || (a.tag < b.tag ? -1 : 1))
    .slice(0, limit);
}
