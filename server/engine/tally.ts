// What a wave did, added up.
import { decodeRefs } from './entry';
import { guardId } from './names';
import type { DepthCount, Guard, Member } from './ports';
import type { TouchedEntry, WaveLevel } from './types';

export interface WalkResult {
  invalidated: number;
  levels: WaveLevel[];
  touched: TouchedEntry[];
  touchedTotal: number;
  /** Entries reached, live or not. */
  reached: number;
  candidates: { key: string; depth: number }[];
  /** Of `invalidated`: by a marker alone, counted by their edges. */
  byMarker: number;
  /** Guards below which that happened. */
  retired: Guard[];
  /** Guards that were marked below the roots. */
  below: Guard[];
}

/** Adds up what happened, entry by entry; bounded except for the counters. */
export class Tally {
  private lastRoot: Guard | null = null;
  private lastName: string | null = null;
  private readonly counts: number[] = [];
  /** By depth: when the first and the last entry were cut. */
  private readonly spans: { fromMs: number; toMs: number }[] = [];
  private nowMs = 0;
  private readonly touched: TouchedEntry[] = [];
  private readonly candidates: { key: string; depth: number }[] = [];
  private readonly retired = new Set<Guard>();
  private byMarker = 0;
  invalidated = 0;
  reached = 0;
  below: Guard[] = [];

  constructor(
    private readonly limit: number,
    private readonly isCandidate: (key: string) => boolean,
  ) {}

  /** What is added from here on was cut by then; told once per page, not per entry. */
  at(elapsedMs: number): void {
    this.nowMs = Math.round(elapsedMs * 100) / 100;
  }

  private count(depth: number, entries = 1): void {
    this.invalidated += entries;
    this.counts[depth] = (this.counts[depth] ?? 0) + entries;
    const span = this.spans[depth];
    if (span === undefined) this.spans[depth] = { fromMs: this.nowMs, toMs: this.nowMs };
    else span.toMs = this.nowMs;
  }

  /** Direct members that are not named: a letter each. */
  addUnnamed(letters: string, from: number): void {
    for (let i = from; i < letters.length; i++) {
      this.reached++;
      if (letters[i] !== 'a') this.count(1);
    }
  }

  /** What the marker of a guard alone invalidated. `base`: steps from the wave's roots to the guard. */
  addRetired(guard: Guard, base: number, counts: readonly DepthCount[]): void {
    for (const { depth, count } of counts) {
      this.count(base + depth, count);
      this.byMarker += count;
      this.reached += count;
      this.retired.add(guard);
    }
  }

  /** Some of them, for the record. */
  addSample(guard: Guard, base: number, members: readonly Member[]): void {
    for (const { key, depth } of members) {
      if (this.touched.length >= this.limit) return;
      this.touched.push({ key, depth: base + depth, via: this.nameOf(guard) });
    }
  }

  wantsRefs(): boolean {
    return this.touched.length < this.limit;
  }

  add(key: string, letter: string, depth: number, root: Guard | null, refs: Buffer | null): void {
    this.reached++;
    if (this.isCandidate(key)) this.candidates.push({ key, depth });
    if (letter === 'a') return;
    this.count(depth);
    if (letter !== 'x' && this.touched.length < this.limit) {
      this.touched.push({ key, depth, via: refs === null ? this.nameOf(root) : viaOf(root, refs) });
    }
  }

  /** The root's own name, made once for a page of its direct members. */
  private nameOf(root: Guard | null): string | null {
    if (root !== this.lastRoot) {
      this.lastRoot = root;
      this.lastName = root === null ? null : guardId(root);
    }
    return this.lastName;
  }

  result(): WalkResult {
    const levels = this.counts.map((count, depth) => ({ depth, count, ...this.spans[depth] }));
    return {
      invalidated: this.invalidated,
      reached: this.reached,
      levels: levels.filter((level) => level !== undefined),
      touched: levels.length > 1 ? this.touched.sort((a, b) => a.depth - b.depth) : this.touched,
      touchedTotal: this.invalidated,
      candidates: this.candidates,
      byMarker: this.byMarker,
      retired: [...this.retired],
      below: this.below,
    };
  }
}

/** The edge an entry was reached by: the root itself, or the direct dependency through which it hangs on the root. */
function viaOf(root: Guard | null, refs: Buffer): string | null {
  if (root === null) return null;
  const ref = decodeRefs(refs).find((candidate) => candidate.guard === root);
  return guardId((ref?.via ?? root) as Guard);
}
