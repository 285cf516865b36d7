// Which tags the waves of the last day named, and whether that reached anything. Read from the journal's newest end:
// once for what it holds, then only what is newer.
import { FreshetError } from '../errors';
import type { InspectStore } from '../ports';
import type { TagPurges, WaveRecord } from '../types';

const DAY_MS = 86_400_000;
const PAGE = 200;
/** Waves read in one go: a record holds up to a hundred touched keys. */
const READ_AT_MOST = 2_000;
/** Waves remembered; with more in a day, the log reaches back less far and says so. */
const KEPT_AT_MOST = 200_000;

interface Purge {
  atMs: number;
  tags: string[];
  invalidated: number;
}
export interface PurgeLog {
  /** How far back it reaches, ms on the node's clock. */
  sinceMs: number;
  waves: number;
  byTag: ReadonlyMap<string, TagPurges>;
}

export class PurgeReader {
  /** Oldest first. */
  private purges: Purge[] = [];
  private newest: string | null = null;
  private sinceMs = 0;

  constructor(private readonly store: Pick<InspectStore, 'waves'>) {}

  async read(nowMs: number): Promise<PurgeLog> {
    const fresh = await this.readNewer(nowMs - DAY_MS);
    this.purges = [...this.purges, ...fresh].filter((purge) => purge.atMs >= nowMs - DAY_MS);
    if (this.purges.length > KEPT_AT_MOST) {
      this.purges = this.purges.slice(-KEPT_AT_MOST);
      this.sinceMs = this.purges[0]?.atMs ?? nowMs;
    }
    this.sinceMs = Math.max(this.sinceMs, nowMs - DAY_MS);
    return { sinceMs: this.sinceMs, waves: this.purges.length, byTag: addUp(this.purges) };
  }

  private async readNewer(leastMs: number): Promise<Purge[]> {
    const found: Purge[] = [];
    const after = this.newest ?? `${Math.max(0, Math.floor(leastMs))}`;
    let newest: string | null = null;
    let before: string | undefined;
    for (;;) {
      const page = await this.store.waves({
        after,
        limit: PAGE,
        ...(before !== undefined && { before }),
      });
      newest ??= page[0]?.position ?? null;
      for (const { position, record } of page) found.push(purgeOf(position, record));
      before = page.at(-1)?.position;
      if (page.length < PAGE) break;
      if (found.length < READ_AT_MOST) continue;
      // What lies between this and the last reading is not known: the log begins anew here.
      this.purges = [];
      this.sinceMs = found.at(-1)?.atMs ?? 0;
      break;
    }
    this.newest = newest ?? this.newest;
    return found.reverse();
  }
}

function purgeOf(position: string, record: string): Purge {
  const { roots, invalidated } = JSON.parse(record) as WaveRecord;
  const atMs = Number(position.slice(0, position.indexOf('-')));
  if (!Number.isFinite(atMs))
    throw new FreshetError('store-unavailable', `the journal has no time at ${position}`);
  const tags = roots.filter((root) => root.startsWith('tag:')).map((root) => root.slice(4));
  return { atMs, tags, invalidated };
}

function addUp(purges: readonly Purge[]): Map<string, TagPurges> {
  const byTag = new Map<string, TagPurges>();
  for (const { tags, invalidated } of purges)
    for (const tag of tags) {
      const sum = byTag.get(tag) ?? { count: 0, invalidated: 0, unmatched: 0 };
      sum.count += 1;
      sum.invalidated += invalidated;
      if (invalidated === 0) sum.unmatched += 1;
      byTag.set(tag, sum);
    }
  return byTag;
}
