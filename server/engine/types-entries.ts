// Entries as people look for them, and why one of them is as it is.
import type { EdgeKind, EntryState } from './types-basic';
import type { WaveCause, WaveRecord } from './types-waves';

export type EntrySort = 'key' | 'size' | 'age' | 'ttl' | 'cost' | 'reads';

/** Every condition given must hold. */
export interface EntryFilter {
  /** The text before the first colon of the key. */
  type?: string;
  /** Own tags only, not inherited ones. */
  tag?: string;
  state?: Exclude<EntryState, 'missing'>;
  prefix?: string;
  /** Text anywhere in the key; letter case is ignored. */
  search?: string;
}

export interface EntriesQuery extends EntryFilter {
  /** Default `key`. */
  sort?: EntrySort;
  desc?: boolean;
  /** The `cursor` of the page before, with the same sort. */
  cursor?: string;
  /** 1–1000, default 100. */
  limit?: number;
}

export interface EntryRow {
  key: string;
  type: string;
  /** As read with this page; `missing` when it went since the index was taken. */
  state: EntryState;
  ageMs: number | null;
  ttlLeftMs: number | null;
  sizeBytes: number;
  loadCostMs: number;
  /** Its own tags. */
  tags: string[];
  /** Entries it was directly made of. */
  fanIn: number;
  /** Entries that hang on it, through others too. */
  fanOut: number;
  /** Estimated reads in the last hour (sampled). */
  reads: number;
  /** The last wave that touched it, as far as the journal names it. */
  lastWave: { id: string; at: string; cause: WaveCause } | null;
}

export interface EntriesPage {
  entries: EntryRow[];
  /** Entries that meet the conditions, on all pages. */
  total: number;
  /** Entries of the namespace. */
  indexed: number;
  cursor: string | null;
  /** Age of the index behind `total` and the order; the rows themselves are read now. */
  snapshotAgeMs: number;
}

export interface EntryGroup {
  /** A type, or a tag. */
  name: string;
  count: number;
  stale: number;
  sizeBytes: number;
}

/** Why a lookup would not be answered with a current value. */
export type ExplainReason =
  | 'cold'
  | 'expired'
  | 'invalidated-key'
  | 'invalidated-tag'
  | 'invalidated-dependency'
  | 'evicted'
  | 'loader-failed'
  | 'store-unavailable'
  | 'bypass';

/** A wave that reached the entry. */
export interface TouchingWave {
  id: string;
  sequence: number;
  at: string;
  cause: WaveCause;
  roots: string[];
  mode: WaveRecord['mode'];
  /** Steps from the root; null when only a trace of it is left. */
  depth: number | null;
}

export interface ExplainStep {
  /** `tag:…` or `key:…`. The last one is the entry itself. */
  guard: string;
  /** How it hangs on the step before; null for the first one, and where that is not known any more. */
  edge: EdgeKind | null;
}

export interface Explanation {
  key: string;
  type: string;
  /** Null when the store does not answer. */
  state: EntryState | null;
  /** Null when a lookup is answered with a current value. */
  reason: ExplainReason | null;
  /** False: concluded from what is left; `doubt` says what is missing. */
  certain: boolean;
  doubt: string | null;
  /** One sentence for people. */
  verdict: string;
  /** When it came to be so. */
  since: string | null;
  /** Somebody is loading it now. */
  refreshing: boolean;
  /** The wave behind it. */
  wave: TouchingWave | null;
  /** What the wave's event was taken to concern, in words. */
  rule: string | null;
  /** From the wave's root to the entry. */
  chain: ExplainStep[];
  /** The last load that stored nothing. */
  failure: { at: string; outcome: 'failed' | 'uncached'; error: string | null } | null;
  loadedAt: string | null;
  loadCostMs: number | null;
  /** Waves that touched it, newest first. */
  waves: TouchingWave[];
  upstream: { guard: string; kind: EdgeKind; depth: number; invalidatedAt: string | null }[];
  downstream: { total: number; sample: { key: string; depth: number }[] };
  /** Start of the oldest wave that was looked at; null when the journal is empty. */
  journalSince: string | null;
}
