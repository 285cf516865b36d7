// What a wave is told of guards and of the entries below them.
/** Text of a guard: `t:<tag>` or `k:<key>`. */
export type Guard = `t:${string}` | `k:${string}`;

export interface Member {
  key: string;
  /** Distance from the guard: 1 = direct. */
  depth: number;
  /** End of the edge, ms on the node's clock. */
  endAtMs: number;
}

export interface WalkChunk {
  members: Member[];
  /** Empty string when the walk is complete. */
  cursor: string;
}
/** Live edges of one depth whose entries a marker alone invalidated. */
export interface DepthCount {
  depth: number;
  count: number;
}
export interface MarkChunk extends WalkChunk {
  /** Of the step that moved the marker. */
  retired: DepthCount[];
  sample: Member[];
  /** Verified dependents are among the members: what the marker invalidates is walked, too. */
  walksVerified: boolean;
}
/** Sequences of the last waves on a guard, 0 = none: of any mode, of hard ones, of those that left it to the entry. */
export interface Markers {
  any: number;
  hard: number;
  byEntry: number;
}
export interface Registered {
  marker: number;
  /** The entry must list the guard as one that readers verify. */
  verified: boolean;
}
/**
 * Letters tell what a cut did to entries: `r` removed, `s` marked stale, `a` there was no live value, `x` some of its batch
 * were removed and it is not known whether this one was (the number of letters that are not `a` is right).
 */
export interface CutResult {
  /** One per key. */
  letters: string;
  /** Encoded refs of entries, where they were asked for: they tell the edge an entry was reached by. */
  refs: (Buffer | null)[];
}
export interface CutPage {
  cursor: string;
  /** Of a page that ended its walk only the first `namesWanted`. */
  keys: string[];
  /** One per member, also of those that are not named. */
  letters: string;
  /** Entries further than one step from the guard, by their place in `keys`. */
  deep: { at: number; depth: number; refs: Buffer | null }[];
}

/** A wave that was opened, marked and begun in one step. */
export interface OpenedWalk {
  sequence: number;
  generation: number;
  /** When there are any, nothing was cut yet. */
  declaredTypes: string[];
  /** What happened to the entry of each root key, a letter each. */
  own: string;
  /** What the first page cut, with the index of the root it was found under. */
  found: { root: number; page: CutPage }[];
  /** Where the walk goes on: index of a root (the number of roots = done), and the cursor there. */
  root: number;
  cursor: string;
  /** The walk is complete, and the fleet was told what it cut. */
  told: boolean;
  /** What the marker of a root alone invalidated, and some of it. */
  retired: { root: number; counts: DepthCount[]; sample: Member[] }[];
}
