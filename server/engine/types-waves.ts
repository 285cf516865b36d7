// Invalidation: what to invalidate, and the wave that did it.
import type { InvalidationMode } from './types-basic';

export interface Targets {
  tags?: readonly string[];
  keys?: readonly string[];
  /** Every cached key that starts with this text. Walks the keyspace; meant for people, not for hot paths. */
  prefix?: string;
}

/** Who or what started a wave. */
export interface WaveCause {
  kind: 'call' | 'event' | 'purge' | 'schedule' | 'replay';
  /** Free text shown to people: a reason, an event name, a button. */
  reason?: string;
  /** Who did it: user id, token name, service name. */
  actor?: string;
  /** Where the event came from, as an intake names it; a service that tells the engine itself has none. */
  source?: string;
  event?: ChangeEvent;
}

export interface InvalidateOptions {
  mode?: InvalidationMode;
  reason?: string;
  actor?: string;
  cause?: WaveCause['kind'];
  /** Same id within 24 h: the first wave is returned and nothing runs again. */
  dedupeId?: string;
  /**
   * How long the source may go on answering with old data, milliseconds (at most 60,000). Until then (counted from the
   * event's `time`, else from now) nothing guarded by the targets is stored. Default 0.
   */
  settleMs?: number;
}

export interface DataChangeOptions extends InvalidateOptions {
  /** What the event stands for, when somebody else's rules decided it. Default: `targetsOf(event)`. */
  targets?: Targets;
  source?: string;
}

export interface WaveLevel {
  /** 0 = the targets themselves, 1 = direct dependents or members of a tag, … */
  depth: number;
  count: number;
  /** When its first and its last entry were known to be invalidated, from the wave's start; none in a preview. */
  fromMs?: number;
  toMs?: number;
}

export interface TouchedEntry {
  key: string;
  depth: number;
  /** The guard through which the wave reached it: `tag:…` or `key:…`; null for a target key itself. */
  via: string | null;
}

export interface Wave {
  /** Every entry it reaches was removed or marked when the call resolved. */
  state: 'complete';
  id: string;
  /** Logical time of the invalidation in its namespace (µs-based hybrid clock). */
  sequence: number;
  cause: WaveCause;
  /** `tag:…` and `key:…`, as invalidated. */
  roots: string[];
  mode: InvalidationMode | 'default';
  /** Live entries the wave removed or marked stale; now and then a load in flight is counted with them. */
  invalidated: number;
  /**
   * Of `invalidated`, those a marker alone invalidated (`walkLimit`): counted by their edges, without a look at each.
   * What something else removed since the last wave is counted with them, and an entry below two such guards twice.
   */
  byMarker?: number;
  levels: WaveLevel[];
  /** True when nothing cached matched. */
  zeroMatch: boolean;
  durationMs: number;
  /** Keys handed to warming; where a marker invalidated (`byMarker`), they are sought behind the answer. */
  warmQueued: number;
  startedAt: string;
  /** Touched entries, at most `touchedLimit`; `touchedTotal` says how many there were. */
  touched: TouchedEntry[];
  touchedTotal: number;
  /** True when a `dedupeId`/`eventId` had been seen: this is the earlier wave. */
  duplicate: boolean;
}

/**
 * An invalidation made while the store was away, by a cache with a `spoolDir`: written down durably, and applied under this
 * id before this process reads the store again. Other processes see old values until then.
 */
export interface PendingWave extends Pick<Wave, 'id' | 'cause' | 'roots' | 'mode' | 'startedAt'> {
  state: 'pending';
}

/** What an invalidation answers where a spool may have taken it. */
export type InvalidateResult = Wave | PendingWave;

export interface ChangeEvent {
  /** What happened: `updated`, `created`, `deleted`, or the source's own word. */
  type: string;
  /** What kind of thing: `product`. */
  entity: string;
  id: string | number;
  tags?: readonly string[];
  version?: number;
  /** ISO 8601, or epoch milliseconds. */
  time?: string | number;
  eventId?: string;
  /** As in the options of an invalidation; these win. */
  settleMs?: number;
}

/** What a transaction changes, told while it runs (`afterCommit`). */
export interface Changes {
  /** Tags and keys to invalidate. */
  invalidate(targets: Targets): void;
  event(event: ChangeEvent): void;
}

/** What `on('wave')` and the live stream deliver, also for waves of other processes. */
export interface WaveNotice {
  id: string;
  sequence: number;
  phase: 'started' | 'finished';
  cause: WaveCause;
  roots: string[];
  mode: Wave['mode'];
  invalidated: number;
  levels: WaveLevel[];
  durationMs: number;
  touched: TouchedEntry[];
  touchedTotal: number;
  startedAt: string;
  /** Where a finished wave stands in the journal. */
  position?: string;
}

/** A wave as the journal remembers it. */
export interface WaveRecord extends Omit<Wave, 'duplicate' | 'state'> {
  /** Position in the journal: what `before`/`after` take, and the SSE id. */
  position: string;
  state: 'running' | 'complete';
  /** How many times the walk was started (more than 1: finished by another process after a crash). */
  attempts: number;
}
