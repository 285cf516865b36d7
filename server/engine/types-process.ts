// What one process holds and does by itself: its own cache tier (L1).

/** A per-process tier in front of Redis. Off unless asked for. */
export interface L1Options {
  /** Default 10,000; the least recently used go first. */
  maxEntries?: number;
  /** An entry is read from Redis again after this. Default 5000. */
  maxAgeMs?: number;
  /**
   * The bound: how long after an invalidation by another process has resolved a value may still be served, whatever was
   * lost on the way. Normally it is a few milliseconds. Default 1000, at least 100.
   */
  maxStaleMs?: number;
  /**
   * 'frozen' (default): every caller gets the same object, and changing it throws. 'clone': every caller gets a copy, which
   * costs as much as making one. Values that cannot be frozen (Map, Date, bytes) are always copied.
   */
  values?: 'frozen' | 'clone';
}

/** Why L1 was emptied: a message was skipped, came too late, the count started anew, or the connection was lost. */
export type L1Doubt = 'start' | 'gap' | 'late' | 'reset' | 'reconnected';

export interface L1Notice {
  kind: 'emptied';
  why: L1Doubt;
  entries: number;
}

/** Age of what L1 still held when the message of the wave that cut it arrived. */
export interface L1Staleness {
  maxMs: number;
  /** `upToMs` null: everything above. */
  histogram: { upToMs: number | null; count: number }[];
}

export interface L1Health {
  entries: number;
  maxEntries: number;
  /** False: the backplane said nothing for too long, so reads go to Redis. */
  serving: boolean;
  hits: number;
  inserts: number;
  /** Inserts refused because an invalidation was heard of while the value was read. */
  refused: number;
  /** Entries removed by waves. */
  dropped: number;
  /** How often it was emptied, by reason. */
  emptied: Record<L1Doubt, number>;
  maxStaleMs: number;
  staleness: L1Staleness;
}

/** Whether the store is asked: `open`: it did not answer; `half-open`: a probe asks whether it does again. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerHealth {
  state: BreakerState;
  /** ISO 8601. */
  since: string;
  /** How often it opened. */
  opened: number;
}
export interface BreakerNotice {
  state: BreakerState;
}

export interface SpoolHealth {
  /** Invalidations that are not applied yet. */
  waiting: number;
  oldestAgeMs: number | null;
  /** Since the start of this process. */
  spooled: number;
  drained: number;
  /** Why the last attempt to apply them failed; null when it did not. */
  lastError: string | null;
}
export interface SpoolNotice {
  /** One was written down, the store is still away, all were applied. */
  kind: 'spooled' | 'waiting' | 'drained';
  waiting: number;
}

export interface ProcessHealth {
  /** Null: switched off. */
  l1: L1Health | null;
  breaker: BreakerHealth;
  /** Null: no `spoolDir`. */
  spool: SpoolHealth | null;
}
