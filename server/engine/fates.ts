// What became of keys, as far as this process knows: what it stored last, what waves it heard of took away, loads that came to
// nothing. It tells a miss its reason, a reload whether it was needed, and how long a change took to be fresh again. For
// statistics only: bounded, forgetful, and never a round trip.
import type { MissReason, WaveNotice } from './types';

const KEPT = 10_000;
/** A key that nobody wanted for so long says nothing about how fast changes become visible. */
const WANTED_WITHIN_MS = 300_000;

type Fate =
  | { kind: 'stored'; endAtMs: number; fingerprint: string | null; unnamed: number; atMs: number }
  | { kind: 'cut'; reason: MissReason; fingerprint: string | null; tags: string[]; sinceMs: number }
  | { kind: 'nothing'; reason: 'loader-failed' | 'bypass' };

export interface Refreshed {
  /** From the change to now; null when that was too long ago to mean anything. */
  freshAfterMs: number | null;
  /** Whether the value is another one than the wave took away; null when this process did not know that one. */
  changed: boolean | null;
  /** Tags the wave came by. */
  tags: readonly string[];
}

export class Fates {
  private readonly byKey = new Map<string, Fate>();
  /** Waves so far that took more keys than they named. */
  private unnamed = 0;

  /** `nowMs` and `endAtMs` on the node's clock. Tells what a wave had taken and this brings back, if any. */
  stored(
    key: string,
    fingerprint: string | null,
    endAtMs: number,
    nowMs: number,
  ): Refreshed | null {
    const before = this.byKey.get(key);
    this.put(key, { kind: 'stored', endAtMs, fingerprint, unnamed: this.unnamed, atMs: nowMs });
    if (before?.kind !== 'cut') return null;
    const afterMs = nowMs - before.sinceMs;
    return {
      freshAfterMs: afterMs <= WANTED_WITHIN_MS ? Math.max(0, afterMs) : null,
      changed: compare(before.fingerprint, fingerprint),
      tags: before.tags,
    };
  }

  /** A load that stored nothing. */
  came(key: string, reason: 'loader-failed' | 'bypass'): void {
    // What a wave took is still waited for.
    if (this.byKey.get(key)?.kind !== 'cut') this.put(key, { kind: 'nothing', reason });
  }

  /** Tells of keys that were stored anew before this process heard of the wave that had taken them. */
  heard(notice: WaveNotice): { key: string; refreshed: Refreshed }[] {
    const late: { key: string; refreshed: Refreshed }[] = [];
    const sinceMs = changedAtMs(notice);
    const tags = notice.roots.filter((root) => root.startsWith('tag:')).slice(0, 5);
    for (const { key, depth, via } of notice.touched) {
      const before = this.byKey.get(key);
      // Told twice (as it began, and as it ended), or stored again since: it is the first that counts.
      if (before?.kind === 'cut' && before.sinceMs === sinceMs) continue;
      const own = via?.startsWith('tag:') ? [via] : tags;
      const names = own.map((tag) => tag.slice(4));
      // Newer than the wave, or it could not have been stored: nothing is missing any more.
      if (before?.kind === 'stored' && before.atMs >= notice.sequence / 1000) {
        if (notice.phase === 'finished') {
          const refreshed = { freshAfterMs: before.atMs - sinceMs, changed: null, tags: names };
          late.push({ key, refreshed });
        }
        continue;
      }
      const fingerprint = before?.kind === 'stored' ? before.fingerprint : null;
      this.put(key, {
        kind: 'cut',
        reason: reasonOf(depth, via),
        fingerprint,
        tags: names,
        sinceMs,
      });
    }
    if (notice.phase === 'finished' && notice.touchedTotal > notice.touched.length) this.unnamed++;
    return late;
  }

  /** Why there is nothing, or only something old; `nowMs` on the node's clock. */
  reasonFor(key: string, seen: MissReason, nowMs: number): MissReason {
    if (seen !== 'cold' && seen !== 'invalidated') return seen;
    const fate = this.byKey.get(key);
    if (fate === undefined) return seen;
    if (fate.kind !== 'stored') return fate.reason;
    if (seen === 'invalidated' || fate.unnamed < this.unnamed) return 'invalidated';
    return nowMs >= fate.endAtMs ? 'expired' : 'evicted';
  }

  private put(key: string, fate: Fate): void {
    this.byKey.delete(key);
    this.byKey.set(key, fate);
    if (this.byKey.size <= KEPT) return;
    for (const oldest of this.byKey.keys()) {
      this.byKey.delete(oldest);
      return;
    }
  }
}

/** Null when one of them is not known: a plain set has none. */
function compare(before: string | null, now: string | null): boolean | null {
  return before === null || now === null ? null : before !== now;
}

function reasonOf(depth: number, via: string | null): MissReason {
  if (depth === 0) return 'invalidated-key';
  return depth === 1 && via?.startsWith('tag:') ? 'invalidated-tag' : 'invalidated-dependency';
}

/**
 * When the data changed, on the node's clock: the wave's sequence is the node's time in µs, and an event's own time is only
 * set against the clock of the process that heard it.
 */
function changedAtMs({ sequence, cause, startedAt }: WaveNotice): number {
  const toldAt =
    cause.event?.time === undefined ? Number.NaN : new Date(cause.event.time).getTime();
  const lagMs = Number.isNaN(toldAt) ? 0 : new Date(startedAt).getTime() - toldAt;
  return sequence / 1000 - Math.max(0, lagMs);
}
