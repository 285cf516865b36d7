// Words that every part of the engine's vocabulary uses.
export type InvalidationMode = 'hard' | 'soft';
/** How an edge came to be: a tag on the entry, a declared dependency, or a nested read that was captured. */
export type EdgeKind = 'tag' | 'declared' | 'captured';
export type EntryState = 'fresh' | 'stale' | 'loading' | 'missing';

/** Why a lookup was not answered from cache (console.md, Explain). */
export type MissReason =
  | 'cold'
  | 'expired'
  | 'invalidated-key'
  | 'invalidated-tag'
  | 'invalidated-dependency'
  /** By a wave that this process heard too little of to say how. */
  | 'invalidated'
  /** Neither expired nor invalidated, as far as known: Redis let it go, or somebody deleted it. */
  | 'evicted'
  | 'loader-failed'
  | 'store-unavailable'
  | 'bypass'
  /** What was there could not be read: cut, mixed up, or of another version. */
  | 'undecodable';
