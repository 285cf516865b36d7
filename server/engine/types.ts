// The engine's public vocabulary. Durations a user gives are seconds (`ttl`, `swr`) as in HTTP caching;
// everything named `…Ms` is milliseconds, everything named `…At` is an ISO 8601 instant.

/** Any value that survives the cache's codec. */
export type CacheValue = unknown;

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
  | 'bypass';

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
  event?: ChangeEvent;
}

export interface InvalidateOptions {
  mode?: InvalidationMode;
  reason?: string;
  actor?: string;
  cause?: WaveCause['kind'];
  /** Same id within 24 h: the first wave is returned and nothing runs again. */
  dedupeId?: string;
}

export interface WaveLevel {
  /** 0 = the targets themselves, 1 = direct dependents or members of a tag, … */
  depth: number;
  count: number;
}

export interface TouchedEntry {
  key: string;
  depth: number;
  /** The guard through which the wave reached it: `tag:…` or `key:…`; null for a target key itself. */
  via: string | null;
}

export interface Wave {
  id: string;
  /** Logical time of the invalidation in its namespace (µs-based hybrid clock). */
  sequence: number;
  cause: WaveCause;
  /** `tag:…` and `key:…`, as invalidated. */
  roots: string[];
  mode: InvalidationMode | 'default';
  /** Live entries the wave removed or marked stale. */
  invalidated: number;
  levels: WaveLevel[];
  /** True when nothing cached matched. */
  zeroMatch: boolean;
  durationMs: number;
  /** Keys handed to warming. */
  warmQueued: number;
  startedAt: string;
  /** Touched entries, at most `touchedLimit`; `touchedTotal` says how many there were. */
  touched: TouchedEntry[];
  touchedTotal: number;
  /** True when a `dedupeId`/`eventId` had been seen: this is the earlier wave. */
  duplicate: boolean;
}

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
}

export interface ImpactEntry {
  key: string;
  type: string;
  depth: number;
  via: string | null;
  state: EntryState;
  /** Estimated reads of this key in the last hour (sampled). */
  reads: number;
  loadCostMs: number;
}

/** What a purge would do, computed by the same plan, without doing it. */
export interface Impact {
  targets: Targets;
  /** Live entries: what the purge would report as `invalidated`. */
  total: number;
  levels: WaveLevel[];
  byType: { type: string; count: number; loadCostMs: number; reads: number }[];
  /** Share (0–1) of the sampled reads of the last hour that went to these entries. */
  trafficShare: number;
  /** Sum of the last known load cost of these entries. */
  loadCostMs: number;
  /** Entries that warming could reload. */
  warmable: number;
  /** Entries reached that are not live: nothing to remove, and never counted in `total`. */
  unknown: number;
  /** The busiest entries first, at most `sampleLimit`. */
  sample: ImpactEntry[];
  /** Same set, same fingerprint: `<count>-<hash>`. */
  fingerprint: string;
  durationMs: number;
}

export interface StatsWindow {
  hits: number;
  misses: number;
  staleServes: number;
  /** Waves. */
  waves: number;
  /** Live entries removed or marked stale by waves. */
  invalidations: number;
  warmings: number;
  loads: number;
  loadFailures: number;
  /** Callers that were answered by a load somebody else ran. */
  loadsCollapsed: number;
  storeErrors: number;
  /** Sum of loader run time. */
  loadMs: number;
  missesByReason: Partial<Record<MissReason, number>>;
}

export interface StatsPoint extends StatsWindow {
  /** Start of the bucket. */
  at: string;
}

export interface FamilyStats {
  family: string;
  hits: number;
  misses: number;
  staleServes: number;
  loads: number;
}

export interface Stats extends StatsWindow {
  /** hits + stale serves over all lookups; null when there were none. */
  hitRatio: number | null;
  windowMs: number;
  stepMs: number;
  series: StatsPoint[];
  families: FamilyStats[];
  hotKeys: { key: string; reads: number }[];
}

export interface StatsQuery {
  /** Default one hour. */
  windowMs?: number;
  /** Wanted bucket width; rounded to what is stored (10 s for two hours, 5 min for eight days). */
  stepMs?: number;
}

export interface FamilyDefinition<P extends Record<string, string | number>, V> {
  /** Key pattern with `{param}` places: `product:{id}`. */
  key: string;
  ttl?: number;
  swr?: number;
  load: (params: P, context: LoadContext) => Promise<V> | V;
  tags?: (params: P, value: V) => readonly string[];
  dependencies?: (params: P, value: V) => readonly string[];
  onInvalidate?: InvalidationMode;
  cacheNull?: boolean;
  /** What to reload after a wave: nothing, keys given to `registerForWarming`, or these and the hot ones. */
  warm?: 'off' | 'registered' | 'hot';
}

export interface LoadContext {
  key: string;
  /** Aborted when the load runs past `maxLoadMs`. */
  signal: AbortSignal;
}

export interface Family<P extends Record<string, string | number>, V> {
  readonly name: string;
  keyOf(params: P): string;
  /** Read through the cache; SWR rules of the family. Rejects with the loader's error when nothing can be served. */
  get(params: P): Promise<V>;
}

export interface WarmReport {
  id: string;
  total: number;
  warmed: number;
  /** Already fresh when their turn came. */
  skipped: number;
  failed: { key: string; error: string }[];
  /** Keys no live process has a loader for. */
  unloadable: string[];
  durationMs: number;
}

export interface WarmJob {
  id: string;
  state: 'waiting' | 'active' | 'completed' | 'failed' | 'delayed';
  total: number;
  done: number;
  report: WarmReport | null;
  error: string | null;
}

export interface WarmOptions {
  /** Loads at once in the process that warms. Default 4. */
  concurrency?: number;
  reason?: string;
  waveId?: string;
}

export interface TagSummary {
  tag: string;
  /** Members of the index, expired ones included. */
  members: number;
  lastInvalidatedAt: string | null;
}

export interface TagMember {
  key: string;
  type: string;
  depth: number;
  state: EntryState;
  ttlLeftMs: number | null;
  sizeBytes: number;
}

export interface EntryInfo {
  key: string;
  type: string;
  state: EntryState;
  ageMs: number | null;
  /** Left of the fresh window; negative when past it. */
  ttlLeftMs: number | null;
  /** Left until it is gone. */
  goneInMs: number | null;
  sizeBytes: number;
  loadCostMs: number;
  onInvalidate: InvalidationMode;
  dependsOn: { guard: string; kind: EdgeKind; depth: number }[];
}

export type NodeKind = 'type' | 'tag-family' | 'tag' | 'entry' | 'fold';

export interface GraphNode {
  /** `type:product`, `tagfamily:category`, `tag:category:shoes`, `key:product:1`, `fold:…`. */
  id: string;
  kind: NodeKind;
  label: string;
  type: string;
  /** Entries (or tags) this node stands for. */
  count: number;
  stale: number;
  state: EntryState | null;
  ttlLeftMs: number | null;
  hitRatio: number | null;
  readsPerMin: number;
  fanOut: number;
  /** Steps from the focus; negative upstream. 0 at type level. */
  level: number;
}

export interface GraphEdge {
  /** Always dependency → dependent, the way a wave travels. */
  source: string;
  target: string;
  kind: EdgeKind;
  count: number;
}

export interface GraphView {
  level: 'type' | 'key';
  focus: string | null;
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** How many nodes the full answer would have. */
  totalNodes: number;
  totalEdges: number;
  /** What was folded, so that nothing is dropped silently. */
  folded: { parent: string; hidden: number; reason: 'fan-out' | 'budget' }[];
  /** Age of the index snapshot behind a type-level view; null when read live. */
  snapshotAgeMs: number | null;
}

export interface GraphQuery {
  /** `tag:…` or `key:…`; none = type level. */
  focus?: string;
  up?: number;
  down?: number;
  /** Nodes at most, 10–800, default 200. */
  budget?: number;
  /** Children of one parent that are shown before they fold, default 12. */
  fold?: number;
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
}

export interface LookupNotice {
  key: string;
  result: 'hit' | 'stale' | 'miss';
  reason?: MissReason;
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
}

export interface Freshet {
  readonly namespace: string;
  /**
   * Resolves when the store answered and is safe to use. Rejects with `unsafe-eviction-policy` (every later call
   * rejects too) or `store-unavailable` (later calls follow `onStoreError`). Calling it is optional.
   */
  ready(): Promise<void>;
  /** Stores a value. False when an invalidation arrived meanwhile: the value was not stored, on purpose. */
  set(key: string, value: CacheValue, options?: EntryOptions): Promise<boolean>;
  /** The current value, or null; never an expired or invalidated one. */
  get<T = CacheValue>(key: string): Promise<T | null>;
  getWithSWR<T = CacheValue>(
    key: string,
    revalidateFn: (context: LoadContext) => Promise<T> | T,
    options?: EntryOptions,
  ): Promise<T>;
  invalidateByTag(tag: string, options?: InvalidateOptions): Promise<Wave>;
  invalidateByKey(key: string, options?: InvalidateOptions): Promise<Wave>;
  handleDataChange(event: ChangeEvent, options?: InvalidateOptions): Promise<Wave>;
  registerForWarming(entityType: string, key: string, loaderName: string): Promise<void>;
  getStats(query?: StatsQuery): Promise<Stats>;

  define<P extends Record<string, string | number>, V>(
    name: string,
    definition: FamilyDefinition<P, V>,
  ): Family<P, V>;
  /** A loader that `registerForWarming` can name, for keys outside any family. */
  registerLoader(name: string, load: (key: string) => Promise<unknown>): void;
  invalidate(targets: Targets, options?: InvalidateOptions): Promise<Wave>;
  /** The targets an event stands for: what `handleDataChange` would invalidate. */
  targetsOf(event: ChangeEvent): Targets;
  preview(targets: Targets, options?: { sampleLimit?: number }): Promise<Impact>;
  warm(keys: readonly string[], options?: WarmOptions): Promise<WarmJob>;
  warmJob(id: string): Promise<WarmJob | null>;

  // Reads for people.
  entry(key: string): Promise<EntryInfo | null>;
  graph(query?: GraphQuery): Promise<GraphView>;
  tags(query?: { search?: string; limit?: number }): Promise<{ tags: TagSummary[]; total: number }>;
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

  on<E extends keyof EngineEvents>(
    event: E,
    listener: (notice: EngineEvents[E]) => void,
  ): () => void;
  /** Removes expired index members once; also runs by itself, one process per namespace. */
  sweep(): Promise<{ guards: number; removed: number }>;
  close(): Promise<void>;
}

/** A wave as the journal remembers it. */
export interface WaveRecord extends Omit<Wave, 'duplicate'> {
  /** Position in the journal: what `before`/`after` take, and the SSE id. */
  position: string;
  state: 'running' | 'complete';
  /** How many times the walk was started (more than 1: finished by another process after a crash). */
  attempts: number;
}

export interface StoreHealth {
  ok: boolean;
  topology: 'standalone' | 'cluster';
  version: string | null;
  evictionPolicy: string | null;
  latencyMs: number | null;
  usedMemoryBytes: number | null;
  error: string | null;
}

export interface EngineOptions {
  namespace: string;
  /** Seconds; default 3600. */
  ttl?: number;
  /** Seconds; default 60. */
  swr?: number;
  codec?: 'json';
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
  /** Touched entries kept in a wave's record. Default 500. */
  touchedLimit?: number;
}
