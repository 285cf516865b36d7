// Key families and warming.
import type { InvalidationMode } from './types-basic';

/** The names between braces in a key pattern: `listing:{category}:{page}` → `'category' | 'page'`. */
export type ParamNames<K extends string> = K extends `${string}{${infer N}}${infer Rest}`
  ? N | ParamNames<Rest>
  : never;
/** What a caller gives. */
export type Params<K extends string> = { [N in ParamNames<K>]: string | number };
/** What loaders and tag functions get: text, also when the key came from a queue or a page. */
export type TextParams<K extends string> = { [N in ParamNames<K>]: string };

export interface FamilyDefinition<K extends string, V> {
  /** Key pattern with `{param}` places: `product:{id}`. */
  key: K;
  ttl?: number;
  swr?: number;
  load: (params: TextParams<K>, context: LoadContext) => Promise<V> | V;
  tags?: (params: TextParams<K>, value: V) => readonly string[];
  dependencies?: (params: TextParams<K>, value: V) => readonly string[];
  onInvalidate?: InvalidationMode;
  cacheNull?: boolean;
  /** What to reload after a wave: nothing, keys given to `registerForWarming`, or these and the hot ones. Default 'off'. */
  warm?: 'off' | 'registered' | 'hot';
  /**
   * How long its source may lag behind an invalidation, milliseconds (a read replica). A load that began sooner after one
   * is served to its caller and not stored; it is loaded again when that time has passed. Default 0.
   */
  settleMs?: number;
  /**
   * Version of the row that the key names, or of several rows by name (`{ 'product:42': 7 }`). A value older than the
   * `version` of the last event about that row is served to its caller and not stored.
   */
  version?: (params: TextParams<K>, value: V) => number | Readonly<Record<string, number>>;
  /** What warming may ask of this loader, per process that warms. Default: as many at once as the job asks for. */
  warmBudget?: WarmBudget;
}

export interface WarmBudget {
  /** Loads at once. */
  concurrency?: number;
  /** Loads begun per second. */
  perSecond?: number;
}

export interface LoadContext {
  key: string;
  /** Aborted when the load runs past `maxLoadMs`. */
  signal: AbortSignal;
  /** Says which version of a row (`product:42`) this load saw: see `version` of a family. */
  noteVersion(row: string, version: number): void;
}

export interface Family<K extends string, V> {
  readonly name: string;
  keyOf(params: Params<K>): string;
  /** Read through the cache; SWR rules of the family. Rejects with the loader's error when nothing can be served. */
  get(params: Params<K>): Promise<V>;
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
  /** Not begun, because somebody aborted it. */
  cancelled: number;
  durationMs: number;
}

export interface WarmJob {
  id: string;
  state: 'waiting' | 'active' | 'completed' | 'failed' | 'delayed';
  total: number;
  done: number;
  /** Of what has ended; while failed keys are tried again, of the attempts so far. */
  report: WarmReport | null;
  error: string | null;
  /** Where it came from; absent when the queue does not keep it. */
  about?: WarmJobAbout;
}

export interface WarmJobAbout {
  reason: string;
  waveId: string | null;
  createdAt: string;
  endedAt: string | null;
  /** Tries begun, the running one included. */
  attempts: number;
}

export type WarmJobState = WarmJob['state'];

/** What people see of warming, and may do about it. Rejects with `store-unavailable`. */
export interface WarmingControl {
  status(): Promise<WarmingStatus>;
  /** Newest first; at most `limit` (default 50) of each state. */
  jobs(states: readonly WarmJobState[], limit?: number): Promise<WarmJob[]>;
  /** Tries a failed job's keys again. False when it is not one of the failed. */
  retry(id: string): Promise<boolean>;
  /** `removed`: it had not begun; `stopping`: it ends after the loads that run; null: it has ended, or is unknown. */
  cancel(id: string): Promise<'removed' | 'stopping' | null>;
  /** No process begins another job; running ones go on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Loads per second of the whole fleet's warming; null: no limit. */
  limit(perSecond: number | null): Promise<void>;
}

export interface WarmingStatus {
  waiting: number;
  active: number;
  failed: number;
  delayed: number;
  paused: boolean;
  /** Loads per second, null when not limited. */
  perSecond: number | null;
  /** Key patterns that some live process can load. */
  loaders: string[];
  /** Keys given to `registerForWarming`. */
  registered: { key: string; entityType: string; loader: string }[];
}

export interface WarmOptions {
  /** Loads at once in the process that warms. Default 4. */
  concurrency?: number;
  reason?: string;
  waveId?: string;
  /** Of the job; the same id twice is one job. Default: a new one. */
  id?: string;
  /** Called when it got further, until it has ended; wherever it runs. */
  onProgress?: (job: WarmJob) => void;
  /** Aborts it: loads that run end, no other begins. What was loaded stays. */
  signal?: AbortSignal;
}
