// The engine's public vocabulary. Durations a user gives are seconds (`ttl`, `swr`) as in HTTP caching;
// everything named `…Ms` is milliseconds, everything named `…At` is an ISO 8601 instant.

import type { EntryState, InvalidationMode, MissReason } from './types-basic';
import type {
  EntriesPage,
  EntriesQuery,
  EntryFilter,
  EntryGroup,
  Explanation,
} from './types-entries';
import type {
  Family,
  FamilyDefinition,
  LoadContext,
  WarmingControl,
  WarmJob,
  WarmOptions,
  WarmReport,
} from './types-families';
import type {
  AffectedAnswer,
  EntryInfo,
  GraphQuery,
  GraphView,
  Impact,
  Selection,
  SelectionCount,
  ImpactEntry,
  PreviewOptions,
  StoreHealth,
  Survey,
  TagMember,
  TagsAnswer,
  TagsQuery,
} from './types-people';
import type {
  BreakerNotice,
  L1Notice,
  L1Options,
  ProcessHealth,
  SpoolNotice,
} from './types-process';
import type { Stats, StatsQuery } from './types-stats';
import type {
  ChangeEvent,
  Changes,
  DataChangeOptions,
  InvalidateOptions,
  InvalidateResult,
  Targets,
  Wave,
  WaveNotice,
  WaveRecord,
} from './types-waves';

export type * from './types-basic';
export type * from './types-entries';
export type * from './types-families';
export type * from './types-people';
export type * from './types-process';
export type * from './types-stats';
export type * from './types-waves';

/** Any value that survives the cache's codec. */
export type CacheValue = unknown;

export interface EntryOptions {
  /** Length of the fresh window, seconds. */
  ttl?: number;
  /** Stale-while-revalidate window after it, seconds (RFC 5861). */
  swr?: number;
  tags?: readonly string[];
  /** Keys this value was computed from, declared by hand. Nested reads inside a loader need not be listed. */
  dependencies?: readonly string[];
  /** Store `null`/`undefined` results too (negative caching). Default false. */
  cacheNull?: boolean;
  /** How a wave treats this entry unless the call says otherwise. Default 'hard'. */
  onInvalidate?: InvalidationMode;
}

/** What `begin()` returns: plain data, to be handed back as it is. */
export interface Since {
  readonly sequence: number;
  readonly generation: number;
  /** On the node's clock. */
  readonly atMs: number;
}

export interface SetOptions extends EntryOptions {
  /** The value was read after this moment: an invalidation since then refuses it. */
  since?: Since;
}

export interface LookupNotice {
  key: string;
  result: 'hit' | 'stale' | 'miss';
  reason?: MissReason;
  /** Set for hits in this process's own tier. */
  layer?: 'l1';
}
export interface LoadNotice {
  key: string;
  outcome: 'published' | 'refused' | 'uncached' | 'failed';
  durationMs: number;
}
export interface EngineEvents {
  wave: WaveNotice;
  lookup: LookupNotice;
  load: LoadNotice;
  'store-error': { operation: string; error: Error };
  warm: WarmReport;
  l1: L1Notice;
  breaker: BreakerNotice;
  spool: SpoolNotice;
}

/** `R`: what invalidations answer; with a `spoolDir` they may be pending. */
export interface Freshet<R extends InvalidateResult = Wave> {
  readonly namespace: string;
  /**
   * Resolves when the store answered and is safe to use. Rejects with `unsafe-eviction-policy` (every later call
   * rejects too) or `store-unavailable` (later calls follow `onStoreError`). Calling it is optional.
   */
  ready(): Promise<void>;
  /** A moment before a value is read, for `set`'s `since`. Good for half an hour. */
  begin(): Promise<Since>;
  /** Stores a value. False when an invalidation arrived meanwhile: the value was not stored, on purpose. */
  set(key: string, value: CacheValue, options?: SetOptions): Promise<boolean>;
  /** The current value, or null; never an expired or invalidated one. */
  get<T = CacheValue>(key: string): Promise<T | null>;
  getWithSWR<T = CacheValue>(
    key: string,
    revalidateFn: (context: LoadContext) => Promise<T> | T,
    options?: EntryOptions,
  ): Promise<T>;
  invalidateByTag(tag: string, options?: InvalidateOptions): Promise<R>;
  invalidateByKey(key: string, options?: InvalidateOptions): Promise<R>;
  handleDataChange(event: ChangeEvent, options?: DataChangeOptions): Promise<R>;
  /**
   * Runs `work` (a transaction) and, when it has resolved, invalidates everything it told, as one wave; nothing when it
   * threw. A process that dies in between loses the wave: an outbox does not. Rejects with the work's error, or with the
   * wave's (`details.committed`, `details.result`).
   */
  afterCommit<T>(
    work: (changes: Changes) => Promise<T>,
    options?: InvalidateOptions,
  ): Promise<{ result: T; wave: R | null }>;
  registerForWarming(entityType: string, key: string, loaderName: string): Promise<void>;
  getStats(query?: StatsQuery): Promise<Stats>;

  define<K extends string, V>(name: string, definition: FamilyDefinition<K, V>): Family<K, V>;
  /** A loader that `registerForWarming` can name, for keys outside any family. */
  registerLoader(name: string, load: (key: string) => Promise<unknown>): void;
  invalidate(targets: Targets, options?: InvalidateOptions): Promise<R>;
  /** The targets an event stands for: what `handleDataChange` would invalidate. */
  targetsOf(event: ChangeEvent): Targets;
  preview(targets: Targets, options?: PreviewOptions): Promise<Impact>;
  /** Every entry of a preview, the busiest first, page by page. */
  previewEntries(targets: Targets): AsyncIterable<ImpactEntry[]>;
  /** Whether a purge of the targets would reach this key, and along which way. */
  isAffected(targets: Targets, key: string): Promise<AffectedAnswer>;
  /** What is cached, by type, and what of it nothing is known of. Walks all entries; seconds old at most. */
  survey(): Promise<Survey>;
  /** Cached keys whose name holds a text; walks names until it has enough. */
  findKeys(text: string, query?: { limit?: number }): Promise<{ keys: string[]; more: boolean }>;
  warm(keys: readonly string[], options?: WarmOptions): Promise<WarmJob>;
  warmJob(id: string): Promise<WarmJob | null>;
  /** The queue of warm work: what waits, runs and failed, and its switches. */
  readonly warming: WarmingControl;

  // Reads for people.
  entry(key: string): Promise<EntryInfo | null>;
  /** The stored value, stale ones too; null when there is none. Counts as no lookup. */
  peek(key: string): Promise<{ value: CacheValue; state: EntryState } | null>;
  /** All entries, filtered, sorted and paged on the server from an index that is seconds old. */
  entries(query?: EntriesQuery): Promise<EntriesPage>;
  entryGroups(
    query: EntryFilter & { by: 'type' | 'tag'; limit?: number },
  ): Promise<{ groups: EntryGroup[]; total: number; snapshotAgeMs: number }>;
  /** Keys of all entries that match, at most `limit` (default and most 10,000). */
  entryKeys(query: EntryFilter & { limit?: number }): Promise<{ keys: string[]; total: number }>;
  /** Why an entry is as it is, whether it is cached or not. A store that is away is an answer, not an error. */
  explain(key: string): Promise<Explanation>;
  graph(query?: GraphQuery): Promise<GraphView>;
  /** How much a selection means, without drawing it. */
  countSelection(selection: Selection): Promise<SelectionCount>;
  tags(query?: TagsQuery): Promise<TagsAnswer>;
  tagMembers(
    tag: string,
    query?: { cursor?: string; limit?: number },
  ): Promise<{ members: TagMember[]; total: number; cursor: string | null }>;
  waves(query?: {
    before?: string;
    after?: string;
    limit?: number;
  }): Promise<{ waves: WaveRecord[]; cursor: string | null }>;
  wave(id: string): Promise<WaveRecord | null>;
  health(): Promise<StoreHealth>;
  /** What this process holds by itself; asks nobody. */
  processHealth(): ProcessHealth;

  on<E extends keyof EngineEvents>(
    event: E,
    listener: (notice: EngineEvents[E]) => void,
  ): () => void;
  /** Removes expired index members once; also runs by itself, one process per namespace. */
  sweep(): Promise<{ guards: number; removed: number }>;
  close(): Promise<void>;
}

export interface EngineOptions {
  namespace: string;
  /** Seconds; default 3600. */
  ttl?: number;
  /** Seconds; default 60. */
  swr?: number;
  /** A tier in this process in front of Redis; staleness bound in `maxStaleMs`. Default off. */
  l1?: L1Options | false;
  /**
   * How this process writes values that are not text; every process reads both. 'msgpackr' parses large objects two to three
   * times as fast as JSON and keeps dates, maps and bytes. Default 'json'.
   */
  codec?: 'json' | 'msgpackr';
  /** Compress values above this size. Default: never. */
  compressAboveBytes?: number;
  onStoreError?: 'load' | 'throw';
  /** Loads at once while the store is away or waiting timed out. Default 16. */
  originConcurrency?: number;
  /** Life of a lease before it must be renewed. Default 3000. */
  leaseMs?: number;
  /** A load past this is aborted and cannot publish. Default 30000. */
  maxLoadMs?: number;
  /** How long a caller waits for somebody else's load before loading itself. Default 10000. */
  waitMs?: number;
  /** Event → targets; default: key and tag `entity:id`, the event's tags, and the tag `entity` on create/delete. */
  changeRules?: (event: ChangeEvent) => Targets;
  /** Take warm jobs in this process (it must have the loaders). Default: true once a family or loader exists. */
  warmWorker?: boolean;
  /** Sweep expired index members in the background. Default true. */
  sweeper?: boolean;
  /**
   * Members of one tag or dependency that a wave walks to; those beyond are verified by their readers instead, which makes
   * a wave's time independent of their number. Default 128.
   */
  walkLimit?: number;
  /** Touched entries kept in a wave's record. Default 100. */
  touchedLimit?: number;
}
