// Words that every part of the engine's vocabulary uses.
export type InvalidationMode = 'hard' | 'soft';
/** How an edge came to be: a tag on the entry, a declared dependency, or a nested read that was captured. */
export type EdgeKind = 'tag' | 'declared' | 'captured';
export type EntryState = 'fresh' | 'stale' | 'loading' | 'missing';

/** Why a lookup was not answered from cache (console.md, Explain). */
export type MissReason =
  | 'cold'
  | 'expired'
  | 'invalidated'
  | 'loader-failed'
  | 'store-unavailable'
  | 'bypass'
  /** What was there could not be read: cut, mixed up, or of another version. */
  | 'undecodable';
