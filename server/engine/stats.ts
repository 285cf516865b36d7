// Counting without a Redis command per read: everything is counted in the process and sent about once a second.
import type { Refreshed } from './fates';
import { bucketOf } from './histogram';
import { typeOf } from './names';
import type { Clock, StatsStore } from './ports';
import { HotKeySample } from './stats-hot-keys';
import {
  FAMILY_FIELDS,
  familyField,
  type FamilyField,
  familyTimeField,
  reasonField,
  timeField,
  type TotalField,
} from './stats-fields';
import { TagCounts } from './stats-tags';
import type { LoadNotice, LookupNotice, MissReason } from './types';

const FLUSH_MS = 1_000;
/** Families counted by name in one process; the rest share one. */
const FAMILY_LIMIT = 200;
const OTHER_FAMILY = 'other';
const ROOTS_COUNTED = 50;

type LookupField = 'hits' | 'staleServes' | 'misses';
const lookupFields: Record<LookupNotice['result'], LookupField> = {
  hit: 'hits',
  stale: 'staleServes',
  miss: 'misses',
};

interface CountedFamily {
  name: string;
  fields: Record<FamilyField, string>;
  /** Hits since they were last written into the counters. */
  newHits: number;
}

export interface StatsCollectorOptions {
  store: Pick<StatsStore, 'addStats'>;
  clock: Clock;
  /** Told when a flush failed; the counters are kept and sent with the next one. */
  onFlushError?: (error: unknown) => void;
  random?: () => number;
  /** Called before the counters are sent: hands in what is counted elsewhere. */
  beforeSend?: () => void;
}

/**
 * A flush that fails half-way is sent again whole: after trouble with the store counts may be too high by what one
 * process counts in a second, never too low.
 */
export class StatsCollector {
  private counters = new Map<string, number>();
  private readonly families = new Map<string, CountedFamily>();
  private readonly other = countedFamily(OTHER_FAMILY);
  private last: { prefix: string; family: CountedFamily } | null = null;
  private readonly hotKeys: HotKeySample;
  private readonly tags: TagCounts;
  private timer: { cancel(): void } | null = null;
  private flushing: Promise<void> | null = null;
  private closed = false;

  constructor(private readonly options: StatsCollectorOptions) {
    this.hotKeys = new HotKeySample(options.random ?? Math.random);
    this.tags = new TagCounts(() => options.clock.date().getTime());
  }

  countLookup(key: string, result: LookupNotice['result'], reason?: MissReason): void {
    // A hit is a number in a record; the fields are written when they are sent.
    if (result === 'hit') {
      this.familyOf(key).newHits++;
      this.hotKeys.see(key);
      return;
    }
    const field = lookupFields[result];
    this.add(field, 1);
    this.add(this.familyOf(key).fields[field], 1);
    if (reason !== undefined) this.add(reasonField(reason), 1);
    this.hotKeys.see(key);
  }

  /** Hits of one key that were counted elsewhere (L1). */
  countHits(key: string, count: number): void {
    this.familyOf(key).newHits += count;
    this.hotKeys.seeMany(key, count);
  }

  countLoad(key: string, outcome: LoadNotice['outcome'], durationMs: number): void {
    this.addTotal('loads', 1);
    this.addTotal('loadMs', durationMs);
    if (outcome === 'failed') this.addTotal('loadFailures', 1);
    const family = this.familyOf(key);
    const bucket = bucketOf(durationMs);
    this.add(family.fields.loads, 1);
    this.add(timeField('load', bucket), 1);
    this.add(familyTimeField(bucket, family.name), 1);
  }

  /** What a wave had taken was stored anew. */
  countRefreshed(key: string, { freshAfterMs, changed, tags }: Refreshed): void {
    if (freshAfterMs !== null) this.add(timeField('fresh', bucketOf(freshAfterMs)), 1);
    if (changed === null) return;
    const fields = changed ? (['reloaded'] as const) : (['reloaded', 'wasted'] as const);
    for (const field of fields) {
      this.addTotal(field, 1);
      this.add(this.familyOf(key).fields[field], 1);
      for (const tag of tags) this.tags.add(tag, field, 1);
    }
  }

  /** A caller was answered by a load somebody else ran. */
  countCollapsed(_key: string): void {
    this.addTotal('loadsCollapsed', 1);
  }

  /** A wave over `roots` (`tag:…`, `key:…`) ended; `invalidated` live entries were removed or marked. */
  countWave(invalidated: number, roots: readonly string[] = []): void {
    this.addTotal('waves', 1);
    if (invalidated > 0) this.addTotal('invalidations', invalidated);
    // A wave over hundreds of tags is somebody's purge: it says nothing about any of them.
    for (const root of roots.length > ROOTS_COUNTED ? [] : roots) {
      if (!root.startsWith('tag:')) continue;
      this.tags.add(root.slice(4), 'waves', 1);
      this.tags.add(root.slice(4), 'entries', invalidated);
    }
  }

  countWarm(count: number): void {
    if (count > 0) this.addTotal('warmings', count);
  }

  countStoreError(): void {
    this.addTotal('storeErrors', 1);
  }

  /** Begins to flush every second. */
  start(): void {
    if (this.timer !== null || this.closed) return;
    this.timer = this.options.clock.setTimeout(() => {
      this.timer = null;
      void this.flush()
        .catch((error: unknown) => this.options.onFlushError?.(error))
        .then(() => this.start());
    }, FLUSH_MS);
  }

  /** Sends what was counted; rejects when the store does, and keeps the counters then. */
  async flush(): Promise<void> {
    // Not joined: what was counted since that flush began must be sent, too.
    while (this.flushing !== null) await this.flushing.catch(() => {});
    this.flushing = this.send();
    try {
      await this.flushing;
    } finally {
      this.flushing = null;
    }
  }

  /** Stops the timer and tries one last flush; never rejects. */
  async close(): Promise<void> {
    this.closed = true;
    this.timer?.cancel();
    this.timer = null;
    await this.flush().catch((error: unknown) => this.options.onFlushError?.(error));
  }

  private async send(): Promise<void> {
    this.options.beforeSend?.();
    this.writeHits();
    const hotKeys = this.hotKeys.take();
    const tags = this.tags.take();
    const tagged = Object.keys(tags).length > 0;
    if (this.counters.size === 0 && hotKeys.size === 0 && !tagged) return;
    const counters = this.counters;
    this.counters = new Map();
    try {
      const keys = Object.fromEntries(hotKeys);
      await this.options.store.addStats(toIntegers(counters), keys, ...(tagged ? [tags] : []));
    } catch (error) {
      for (const [field, count] of counters) this.add(field, count);
      this.hotKeys.giveBack(hotKeys);
      this.tags.giveBack(tags);
      throw error;
    }
  }

  private writeHits(): void {
    for (const family of [...this.families.values(), this.other]) {
      if (family.newHits === 0) continue;
      this.addTotal('hits', family.newHits);
      this.add(family.fields.hits, family.newHits);
      family.newHits = 0;
    }
  }

  private addTotal(field: TotalField, count: number): void {
    this.add(field, count);
  }

  private add(field: string, count: number): void {
    this.counters.set(field, (this.counters.get(field) ?? 0) + count);
  }

  private familyOf(key: string): CountedFamily {
    if (this.last !== null && key.startsWith(this.last.prefix)) return this.last.family;
    const type = typeOf(key);
    const known = this.families.get(type);
    if (known) {
      this.last = { prefix: `${type}:`, family: known };
      return known;
    }
    if (this.families.size >= FAMILY_LIMIT) return this.other;
    const made = countedFamily(type);
    this.families.set(type, made);
    return made;
  }
}

function countedFamily(name: string): CountedFamily {
  const fields = Object.fromEntries(
    FAMILY_FIELDS.map((field) => [field, familyField(field, name)]),
  );
  return { name, fields: fields as Record<FamilyField, string>, newHits: 0 };
}

/** The store counts in whole numbers; only `loadMs` has fractions, which are below what anybody looks at. */
function toIntegers(counters: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counters].map(([field, count]) => [field, Math.round(count)]));
}
