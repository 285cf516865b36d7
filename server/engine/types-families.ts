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
