// Every entry, tag and direct edge of a snapshot, in arrays: a hundred thousand entries with a million edges take some
// tens of megabytes and are walked in milliseconds, so that selecting costs Redis nothing.
import type { Ref } from '../entry';
import { guardId } from '../names';
import type { EdgeKind, EntryState } from '../types';
import { Growing } from './growing';

/** Codes of `states`; a tag has none. What is depended upon but not cached is missing. */
export const STATE_CODES: readonly (EntryState | null)[] = [
  null,
  'fresh',
  'stale',
  'loading',
  'missing',
];
export const KIND_CODES: readonly EdgeKind[] = ['tag', 'declared', 'captured'];
const MISSING = 4;

export interface EntryIndex {
  /** Node ids by number: `tag:…` or `key:…`. */
  ids: readonly string[];
  numbers: ReadonlyMap<string, number>;
  /** Index into STATE_CODES. */
  states: Uint8Array;
  down: Adjacency;
  up: Adjacency;
  edges: number;
  /** Entries that were counted but found no room here. */
  unseen: number;
}

/** Neighbours of node n: `ends[starts[n]]` up to `ends[starts[n + 1]]`, each with the kind of its edge. */
export interface Adjacency {
  starts: Uint32Array;
  ends: Uint32Array;
  kinds: Uint8Array;
}

/** Direct edges at most; with their nodes some two hundred megabytes. */
const EDGE_LIMIT = 10_000_000;
const ENTRY_LIMIT = 1_000_000;

export class EntryIndexBuilder {
  private readonly ids: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly states = new Growing(Uint8Array);
  private readonly sources = new Growing(Uint32Array);
  private readonly targets = new Growing(Uint32Array);
  private readonly kinds = new Growing(Uint8Array);
  private entries = 0;
  private unseen = 0;

  constructor(private readonly limits = { entries: ENTRY_LIMIT, edges: EDGE_LIMIT }) {}

  add(key: string, state: EntryState, refs: readonly Ref[]): void {
    if (this.entries >= this.limits.entries || this.sources.length >= this.limits.edges) {
      this.unseen += 1;
      return;
    }
    this.entries += 1;
    const target = this.numberOf(`key:${key}`);
    this.states.set(target, STATE_CODES.indexOf(state));
    for (const ref of refs) {
      // Deeper refs are inherited: the graph leads there by its direct edges.
      if (ref.depth > 1) continue;
      this.sources.push(this.numberOf(guardId(ref.guard)));
      this.targets.push(target);
      this.kinds.push(KIND_CODES.indexOf(ref.kind));
    }
  }

  build(): EntryIndex {
    const sources = this.sources.taken();
    const targets = this.targets.taken();
    const kinds = this.kinds.taken();
    return {
      ids: this.ids,
      numbers: this.numbers,
      states: this.states.taken(),
      down: adjacencyOf(this.ids.length, sources, targets, kinds),
      up: adjacencyOf(this.ids.length, targets, sources, kinds),
      edges: sources.length,
      unseen: this.unseen,
    };
  }

  private numberOf(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.ids.length;
    this.ids.push(id);
    this.numbers.set(id, number);
    this.states.push(id.startsWith('tag:') ? 0 : MISSING);
    return number;
  }
}

/** A counting sort of the edges by where they begin. */
function adjacencyOf(
  nodes: number,
  from: Uint32Array,
  to: Uint32Array,
  kinds: Uint8Array,
): Adjacency {
  const starts = new Uint32Array(nodes + 1);
  for (const node of from) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node++)
    starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const ends = new Uint32Array(from.length);
  const sorted = new Uint8Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const node = from[edge] ?? 0;
    const place = next[node] ?? 0;
    next[node] = place + 1;
    ends[place] = to[edge] ?? 0;
    sorted[place] = kinds[edge] ?? 0;
  }
  return { starts, ends, kinds: sorted };
}

export function degreeOf({ starts }: Adjacency, node: number): number {
  return (starts[node + 1] ?? 0) - (starts[node] ?? 0);
}
