// The tier in the process (protocol.md, L1 and backplane; P3). A hit asks nobody: it looks up, looks at the clock, and
// hands out a promise that was made when the entry came in. An entry comes in by a read of Redis only, as it was stored,
// and only if none of its guards was invalidated since that read began.
import type { Emitter } from '../emitter';
import { OFFSET } from '../entry';
import { currentScope } from '../load-context';
import { provenanceOf } from '../lookup';
import type { BackplaneMessage, Clock, Guard } from '../ports';
import type { L1Doubt, L1Health } from '../types';
import { Epochs } from './epochs';
import { deepFreeze } from './freeze';
import { Freshness } from './freshness';
import { type Slot, Slots } from './slots';
import { Staleness } from './staleness';

export interface L1Settings {
  maxEntries: number;
  maxAgeMs: number;
  maxStaleMs: number;
  values: 'frozen' | 'clone';
}
/** Rules a test can switch off (rules.ts). */
export interface L1Rules {
  l1Epochs: boolean;
  l1Lease: boolean;
}

export interface L1Parts {
  clock: Clock;
  /** Guess of the node's clock, ms. */
  nodeNow: () => number;
  emitter: Emitter;
  rules: L1Rules;
}

export class L1 {
  readonly freshness: Freshness;
  private readonly slots: Slots;
  private readonly epochs = new Epochs();
  private readonly staleness = new Staleness();
  // Fields of their own for what every hit needs.
  private readonly clock: Clock;
  private readonly emitter: Emitter;
  private touched: Slot[] = [];
  private hits = 0;
  private inserts = 0;
  private refused = 0;
  private dropped = 0;
  private readonly emptied = { start: 0, gap: 0, late: 0, reset: 0, reconnected: 0 };

  constructor(
    private readonly settings: L1Settings,
    private readonly parts: L1Parts,
  ) {
    this.clock = parts.clock;
    this.emitter = parts.emitter;
    this.slots = new Slots(settings.maxEntries);
    this.freshness = new Freshness(settings.maxStaleMs, (why) => this.empty(why));
  }

  /** The value of a fresh entry, or undefined: ask Redis. Reads inside a loader always do (protocol.md, Load 2). */
  hit(key: string): Promise<unknown> | undefined {
    const slot = this.slots.byKey.get(key);
    if (slot === undefined) return undefined;
    const now = this.clock.now();
    if (now >= slot.freshUntil) return undefined;
    if (now >= this.freshness.validUntil && this.parts.rules.l1Lease) return undefined;
    if (currentScope() !== null) return undefined;
    slot.used = true;
    if (slot.reads++ === 0) this.touched.push(slot);
    if (this.emitter.hearsLookups) {
      this.emitter.emit('lookup', { key, result: 'hit', layer: 'l1' });
    }
    return slot.shared ?? Promise.resolve(structuredClone(slot.value));
  }

  /** Before a read of Redis is sent: what `insert` wants to know. */
  begin(): number {
    return this.epochs.begin();
  }

  /** Takes in what a read found fresh; `value` is the reader's own and frozen with it, unless copies are handed out. */
  insert(key: string, blob: Buffer, value: unknown, since: number): void {
    const { nodeNow, rules } = this.parts;
    const now = this.clock.now();
    const createdAt = blob.readDoubleBE(OFFSET.createdAt);
    const known = this.slots.byKey.get(key);
    if (known?.createdAt === createdAt && now < known.freshUntil) return;
    const guards: Guard[] = [`k:${key}`];
    const { refs } = provenanceOf(blob);
    for (const ref of refs) guards.push(ref.guard);
    if (rules.l1Epochs && !this.epochs.allows(guards, since)) {
      this.refused++;
      return;
    }
    const node = nodeNow();
    const left = blob.readDoubleBE(OFFSET.softExpiry) - node;
    const shares = this.settings.values === 'frozen' && deepFreeze(value);
    this.inserts++;
    this.slots.put({
      key,
      shared: shares ? Promise.resolve(value) : null,
      value: shares ? value : structuredClone(value),
      guards,
      declares: refs.some((ref) => ref.kind === 'declared'),
      createdAt,
      freshUntil: now + Math.min(left, this.settings.maxAgeMs),
      goneAt: now + blob.readDoubleBE(OFFSET.hardExpiry) - node,
      reads: 0,
      used: false,
    });
  }

  /** A plain set of this process replaced it. */
  replaced(key: string): void {
    this.epochs.note([`k:${key}`]);
    this.slots.drop(key);
  }

  /** A wave has cut everything below these (as `tellCut` names them). Returns how many entries were here. */
  cut(names: readonly string[]): number {
    let count = 0;
    const guards: Guard[] = [];
    for (const name of names) {
      if (name.startsWith('t:') || name.startsWith('k:')) guards.push(name as Guard);
      else {
        this.epochs.noteAll();
        // What a later version may name counts as everything.
        const isPrefix = name.startsWith('p:');
        count += isPrefix ? this.slots.dropBelowPrefix(name.slice(2)) : this.slots.clear();
      }
    }
    this.epochs.note(guards);
    for (const guard of guards) count += this.slots.dropBelow(guard);
    this.dropped += count;
    return count;
  }

  /**
   * An invalidation that waits in the spool: nobody has walked it yet, so whatever might hang on what it names goes, also
   * through dependencies declared by hand.
   */
  suspect(names: readonly string[]): void {
    this.epochs.noteAll();
    this.cut(names);
    for (const slot of this.slots.byKey.values()) if (slot.declares) this.slots.drop(slot.key);
  }

  /** What is known of an entry that cannot be read now, past the bound but within its life; for stale-if-error. */
  lastKnown(key: string): { value: unknown } | null {
    const slot = this.slots.byKey.get(key);
    if (slot === undefined || this.clock.now() >= slot.goneAt) return null;
    return { value: slot.shared === null ? structuredClone(slot.value) : slot.value };
  }

  heard(message: Extract<BackplaneMessage, { kind: 'cut' }>): void {
    const count = this.cut(message.guards);
    if (count > 0) this.staleness.note(this.parts.nodeNow() - message.atMs);
    this.freshness.heard(message.number, this.clock.now());
  }

  /** What was read since the last call, per key. */
  takeReads(count: (key: string, reads: number) => void): void {
    const touched = this.touched;
    this.touched = [];
    for (const slot of touched) {
      this.hits += slot.reads;
      count(slot.key, slot.reads);
      slot.reads = 0;
    }
  }

  close(): void {
    this.slots.clear();
    this.epochs.noteAll();
  }

  health(): L1Health {
    return {
      entries: this.slots.size,
      maxEntries: this.settings.maxEntries,
      serving: this.clock.now() < this.freshness.validUntil,
      hits: this.hits + this.touched.reduce((sum, slot) => sum + slot.reads, 0),
      inserts: this.inserts,
      refused: this.refused,
      dropped: this.dropped,
      emptied: { ...this.emptied },
      maxStaleMs: this.settings.maxStaleMs,
      staleness: this.staleness.read(),
    };
  }

  private empty(why: L1Doubt): void {
    this.epochs.noteAll();
    const entries = this.slots.clear();
    this.emptied[why]++;
    // What was missed was cut after the last proof that nothing had been.
    if (entries > 0 && (why === 'gap' || why === 'late')) {
      const provenAt = this.freshness.validUntil - this.settings.maxStaleMs;
      this.staleness.note(Math.min(this.clock.now() - provenAt, this.settings.maxStaleMs));
    }
    this.emitter.emit('l1', { kind: 'emptied', why, entries });
  }
}
