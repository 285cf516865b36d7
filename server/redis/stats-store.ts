// Counters of the fleet in time buckets, and which keys are read most. Bucket names carry the time: the clock given
// should be the node's, so that processes whose clocks differ count into the same bucket.
import type { StatsStore } from '../engine/ports';
import { heatKey, statsKey, tagStatsKey } from './keyspace';
import { asking, sendAll } from './nodes';
import { type Client, runScript } from './script';

type StepMs = 10_000 | 300_000;
const KEPT_MS: Record<StepMs, number> = { 10_000: 7_800_000, 300_000: 8 * 86_400_000 + 3_600_000 };
const HEAT_STEP_MS = 300_000;
const HEAT_KEPT_MS = 70 * 60_000;
/** The bucket that is filling and those of the hour before. */
const HEAT_BUCKETS = 13;
const TAG_STEP_MS = 3_600_000;
/** The hour that is filling and the 23 before it. */
const TAG_BUCKETS = 24;
const TAG_KEPT_MS = 25 * TAG_STEP_MS;
const BUCKETS_AT_ONCE = 100;
const KEYS_AT_ONCE = 200;
/** More keys per bucket do not change who is busiest over the hour. */
const TOP_PER_BUCKET = 1_000;
/** Asked for more keys than this, the busiest of each bucket are read instead of every key's place in each. */
const MANY_KEYS = 2_000;
const TOP_FOR_MANY = 5_000;

export class RedisStatsStore implements StatsStore {
  constructor(
    private readonly client: Client,
    private readonly ns: string,
    private readonly nowMs: () => number = Date.now,
  ) {}

  addStats(
    counters: Record<string, number>,
    hotKeys: Record<string, number>,
    tags: Record<string, number> = {},
  ): Promise<void> {
    return asking('adding statistics', async () => {
      const fields = Object.entries(counters).flat();
      const keys = Object.entries(hotKeys).flat();
      const jobs = ([10_000, 300_000] as const).map((stepMs) =>
        this.add('count', statsKey(this.ns, stepMs, this.bucket(stepMs)), KEPT_MS[stepMs], fields),
      );
      const hour = tagStatsKey(this.ns, this.bucket(TAG_STEP_MS));
      jobs.push(this.add('count', hour, TAG_KEPT_MS, Object.entries(tags).flat()));
      jobs.push(this.add('heat', heatKey(this.ns, this.bucket(HEAT_STEP_MS)), HEAT_KEPT_MS, keys));
      await Promise.all(jobs);
    });
  }

  readStats(stepMs: StepMs, fromMs: number, toMs: number) {
    return asking('reading statistics', async () => {
      const starts: number[] = [];
      for (let at = Math.ceil(fromMs / stepMs) * stepMs; at < toMs; at += stepMs) starts.push(at);
      const buckets: { atMs: number; counters: Record<string, number> }[] = [];
      for (let i = 0; i < starts.length; i += BUCKETS_AT_ONCE) {
        const page = starts.slice(i, i + BUCKETS_AT_ONCE);
        const hashes = await sendAll(
          this.client,
          page.map((at) => ['hgetall', statsKey(this.ns, stepMs, at)] as const),
        );
        hashes.forEach((hash, j) => {
          const counters = toCounters(hash);
          if (counters !== null) buckets.push({ atMs: page[j] as number, counters });
        });
      }
      return buckets;
    });
  }

  readTags(): Promise<Record<string, number>> {
    return asking('statistics of tags', async () => {
      const last = this.bucket(TAG_STEP_MS);
      const hashes = await sendAll(
        this.client,
        Array.from(
          { length: TAG_BUCKETS },
          (_, i) => ['hgetall', tagStatsKey(this.ns, last - i * TAG_STEP_MS)] as const,
        ),
      );
      const sum: Record<string, number> = {};
      for (const hash of hashes) {
        for (const [field, count] of Object.entries(toCounters(hash) ?? {})) {
          sum[field] = (sum[field] ?? 0) + count;
        }
      }
      return sum;
    });
  }

  hotKeys(limit: number): Promise<{ key: string; reads: number }[]> {
    return asking('hot keys', async () =>
      [...(await this.readHeat(Math.max(limit, TOP_PER_BUCKET)))]
        .map(([key, reads]) => ({ key, reads }))
        .sort((a, b) => b.reads - a.reads || (a.key < b.key ? -1 : 1))
        .slice(0, limit),
    );
  }

  readsOf(keys: readonly string[]): Promise<number[]> {
    return asking('reads of keys', async () => {
      if (keys.length > MANY_KEYS) {
        const heat = await this.readHeat(TOP_FOR_MANY);
        return keys.map((key) => heat.get(key) ?? 0);
      }
      const reads: number[] = [];
      for (let i = 0; i < keys.length; i += KEYS_AT_ONCE) {
        const page = keys.slice(i, i + KEYS_AT_ONCE);
        const scores = await sendAll(
          this.client,
          this.heatBuckets().map((bucket) => ['zmscore', bucket, ...page] as const),
        );
        page.forEach((_, j) => {
          const sum = scores.reduce((s: number, row) => s + Number((row as unknown[])[j] ?? 0), 0);
          reads.push(sum);
        });
      }
      return reads;
    });
  }

  /** Reads of the last hour of each bucket's `top` busiest keys. */
  private async readHeat(top: number): Promise<Map<string, number>> {
    const pages = await sendAll(
      this.client,
      this.heatBuckets().map((key) => ['zrange', key, 0, top - 1, 'REV', 'WITHSCORES'] as const),
    );
    const reads = new Map<string, number>();
    for (const page of pages) {
      const found = page as string[];
      for (let i = 0; i + 1 < found.length; i += 2) {
        const key = found[i] as string;
        reads.set(key, (reads.get(key) ?? 0) + Number(found[i + 1]));
      }
    }
    return reads;
  }

  private async add(
    script: 'count' | 'heat',
    key: string,
    keptMs: number,
    pairs: readonly (string | number)[],
  ): Promise<void> {
    if (pairs.length > 0) await runScript(this.client, script, [key], [keptMs, ...pairs]);
  }

  private bucket(stepMs: number): number {
    return Math.floor(this.nowMs() / stepMs) * stepMs;
  }

  private heatBuckets(): string[] {
    const last = this.bucket(HEAT_STEP_MS);
    return Array.from({ length: HEAT_BUCKETS }, (_, i) =>
      heatKey(this.ns, last - i * HEAT_STEP_MS),
    );
  }
}

/** HGETALL, whose reply is an object or a flat list depending on how it was asked; null for a missing hash. */
function toCounters(hash: unknown): Record<string, number> | null {
  const pairs: [string, unknown][] = [];
  if (Array.isArray(hash))
    for (let i = 0; i + 1 < hash.length; i += 2) pairs.push([String(hash[i]), hash[i + 1]]);
  else if (typeof hash === 'object' && hash !== null) pairs.push(...Object.entries(hash));
  if (pairs.length === 0) return null;
  return Object.fromEntries(pairs.map(([field, count]) => [field, Number(count)]));
}
