// Where each thing of the world lies in a state, and the few questions everybody asks of it. Every step of the model is
// one atomic action: one single-key script (Redis Cluster is assumed), or one step of the database.
import type { Design, Graph, GraphKey } from './design';
import type { State, Step } from './explore';

/** A process that has ended. */
export const DONE = 200;

export type Emit = (label: string, state: State, violation?: string) => void;
export type Process = (state: State, emit: Emit) => void;

/** Names → offsets, in the order they are asked for. */
export class Layout {
  size = 0;

  field(): number {
    return this.size++;
  }

  fields<N extends string>(names: readonly N[]): Record<N, number> {
    return Object.fromEntries(names.map((name) => [name, this.field()])) as Record<N, number>;
  }
}

export const at = (state: State, offset: number): number => state[offset] ?? 0;
export const has = (mask: number, index: number): boolean => ((mask >> index) & 1) === 1;

export class World {
  readonly layout = new Layout();
  readonly keys: string[];
  readonly guards: string[];
  /** `returned` = database version of the newest invalidation that has returned; `hard` = of the newest hard one. */
  readonly all = this.layout.fields([
    'db',
    'returned',
    'hard',
    'sequence',
    'top',
    'crashes',
    'rolls',
  ]);
  /** A ref is kept as sequence + 1; 0 = none. `verify` has a bit per guard. */
  readonly entries: {
    value: number;
    lease: number;
    stale: number;
    verify: number;
    refs: number[];
  }[];
  /** `walked`, `verified`, `retired`: a bit per key. `lastHard` only for the design without V5. */
  readonly marks: Record<
    'marker' | 'hard' | 'lastHard' | 'walked' | 'verified' | 'retired',
    number
  >[];

  constructor(
    readonly design: Design,
    readonly graph: Graph,
  ) {
    this.keys = Object.keys(graph.keys);
    this.guards = [...graph.tags, ...this.keys];
    this.entries = this.keys.map(() => ({
      ...this.layout.fields(['value', 'lease', 'stale', 'verify']),
      refs: this.guards.map(() => this.layout.field()),
    }));
    this.marks = this.guards.map(() =>
      this.layout.fields(['marker', 'hard', 'lastHard', 'walked', 'verified', 'retired']),
    );
  }

  entry(key: number) {
    const entry = this.entries[key];
    if (entry === undefined) throw new Error(`no key ${key}`);
    return entry;
  }

  mark(guard: number) {
    const mark = this.marks[guard];
    if (mark === undefined) throw new Error(`no guard ${guard}`);
    return mark;
  }

  keyAt = (name: string): number => this.keys.indexOf(name);
  guardAt = (name: string): number => this.guards.indexOf(name);
  /** The guard of a key. */
  guardOf = (key: number): number => this.graph.tags.length + key;

  about(key: number): Required<GraphKey> {
    const known: GraphKey = this.graph.keys[this.keys[key] ?? ''] ?? {};
    return { tags: [], nested: [], declared: [], reads: false, ...known };
  }

  /** Guards that a load of this key registers on, by name. */
  guardsOf(key: number): string[] {
    const { tags, declared, nested } = this.about(key);
    const inherited = nested.flatMap((name) => [
      name,
      ...(this.design.flat ? this.guardsOf(this.keyAt(name)) : []),
    ]);
    return [...new Set([...tags, ...declared, ...inherited])];
  }

  /** A marker of the verify list is newer than its ref. */
  isRetired(state: State, key: number, by: 'marker' | 'hard'): boolean {
    const entry = this.entry(key);
    const verify = at(state, entry.verify);
    return this.guards.some((_, guard) => {
      if (!has(verify, guard)) return false;
      const mark = this.mark(guard);
      const ref = at(state, entry.refs[guard] ?? 0) - 1;
      if (by === 'hard' && !this.design.hardMarker)
        return at(state, mark.lastHard) === 1 && at(state, mark.marker) > ref;
      return at(state, mark[by]) > ref;
    });
  }

  /** What a reader that starts now is served as current. */
  isFresh(state: State, key: number): boolean {
    const entry = this.entry(key);
    if (at(state, entry.value) === 0 || at(state, entry.stale) === 1) return false;
    return !(this.design.verifyOnRead && this.isRetired(state, key, 'marker'));
  }

  /** What a reader that takes old values may be served: past its fresh window, or retired softly. */
  isServable(state: State, key: number): boolean {
    if (at(state, this.entry(key).value) === 0) return false;
    return !(this.design.verifyOnRead && this.isRetired(state, key, 'hard'));
  }

  clear(state: State, key: number): void {
    const entry = this.entry(key);
    for (const offset of [entry.value, entry.lease, entry.stale, entry.verify, ...entry.refs])
      state[offset] = 0;
  }
}

export function stepsOf(state: State, processes: readonly Process[]): Step[] {
  const steps: Step[] = [];
  const emit: Emit = (label, next, violation) => {
    steps.push(
      violation === undefined ? { label, state: next } : { label, state: next, violation },
    );
  };
  for (const process of processes) process(state, emit);
  return steps;
}
