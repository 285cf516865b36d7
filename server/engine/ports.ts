// What the engine asks of its store. One method = one atomic step of the protocol (protocol.md), so that the same
// engine runs on standalone Redis, on Redis Cluster, and on the simulator. `?` methods are fusions that a
// standalone Redis offers; a store without them is asked for the single steps.
import type { EntryHeader, Ref } from './entry';
import type { BackplanePort } from './ports-backplane';

export type { BackplaneMessage } from './ports-backplane';
import type { SettleStore } from './ports-settle';
import type { WarmRegistryStore } from './ports-warm';

import type {
  CutPage,
  CutResult,
  DepthCount,
  Guard,
  MarkChunk,
  Markers,
  Member,
  OpenedWalk,
  Registered,
  WalkChunk,
} from './ports-walk';

export type * from './ports-walk';

export interface AcquireRequest {
  key: string;
  token: Uint8Array;
  leaseMs: number;
  generation: number;
  /** Take the lease even from a live holder (a plain `set`, which fences a running load). */
  takeover: boolean;
  /** Types that this load will declare dependencies on; flagged before the sequence is read. */
  declaredTypes: readonly string[];
  /** A value the caller read and found retired by a marker: it does not count as current, or as there at all. */
  retired?: { identity: Buffer; standing: 'gone' | 'stale' };
}

export type AcquireStatus = 'hit' | 'stale-lease' | 'stale' | 'miss-lease' | 'miss-wait';
export interface AcquireReply {
  status: AcquireStatus;
  /** Sequence read with the lease (I1); 0 for 'hit', 'stale' and 'miss-wait'. */
  sequence: number;
  /** The whole entry for 'hit', 'stale' and 'stale-lease'. */
  blob: Buffer | null;
  /** For 'miss-wait' and 'stale': how long the holder's lease still runs. */
  leaseLeftMs: number;
  /** Why there was no fresh value. */
  reason: 'cold' | 'expired' | 'invalidated' | null;
  /** With a lease: some guard's marker lies ahead of the sequence (`settleMs`), perhaps one of this load. */
  settling?: boolean;
}

export interface PublishRequest {
  key: string;
  token: Uint8Array;
  /** Everything but the own key's guard, which the lease fences. */
  refs: readonly Ref[];
  /** A wave marks it stale instead of removing it. */
  soft: boolean;
  /** The entry with its times left zero: the node fills them in. */
  blob: Buffer;
  ttlMs: number;
  swrMs: number;
  /** False: only prove that nothing was invalidated, and give the lease back. */
  store: boolean;
}
/** A plain `set`: every guard gets the sequence of the step itself. */
export interface SetRequest {
  key: string;
  guards: readonly Guard[];
  value: { data: string | Buffer; codec: number; sizeBytes: number };
  /** `spotSum` of the value's bytes. */
  checksum: number;
  soft: boolean;
  generation: number;
  ttlMs: number;
  swrMs: number;
  declaredTypes: readonly string[];
}
export type PublishReply = 'published' | 'fenced' | 'invalidated';

export interface OpenWave {
  id: string;
  sequence: number;
  /** JSON of everything needed to repeat the walk. */
  plan: string;
  /** How long its owner has been silent. */
  idleMs: number;
  attempts: number;
}

export interface NamespaceState {
  generation: number;
  sequence: number;
  /** Node time in ms; durations are added to it, never compared with another machine's. */
  nowMs: number;
  /** Number of the last cut message. */
  cuts: number;
}

/** The protocol's steps. */
export interface ProtocolStore extends BackplanePort {
  readonly topology: 'standalone' | 'cluster';
  /** One GET. */
  read(key: string): Promise<Buffer | null>;
  /** The entry and the markers of guards it may have to be verified against; null for a guard that is not there. */
  readWith?(
    key: string,
    guards: readonly Guard[],
  ): Promise<{ blob: Buffer | null; markers: (Markers | null)[] }>;
  markersOf?(guards: readonly Guard[]): Promise<(Markers | null)[]>;
  acquire(request: AcquireRequest): Promise<AcquireReply>;
  /** True while the lease is still ours. */
  renew(key: string, token: Uint8Array, leaseMs: number): Promise<boolean>;
  /** Gives the lease back without a value and wakes those who wait. */
  release(key: string, token: Uint8Array): Promise<void>;
  /** Flags types as declared-upon after the load began; the sequence at that moment. */
  declare(types: readonly string[]): Promise<{
    sequence: number;
    added: boolean;
    /** Sequence at which the last of these types was flagged: waves after it look below them. */
    flaggedAt?: number;
  }>;
  /** Writes the edge and returns the guard's marker, atomically (I2). */
  register(guard: Guard, key: string, ref: Ref, lifeMs: number, soft: boolean): Promise<Registered>;
  publish(request: PublishRequest): Promise<PublishReply>;
  /** register on every ref + publish, in one script; null when there are too many refs for one. */
  publishFused?(request: PublishRequest): Promise<PublishReply | null>;
  /** `set` in one script: takeover, sequence, register, publish; false when it must go step by step. */
  setFused?(request: SetRequest): Promise<boolean>;

  /** Step 0: the wave's sequence, its journal record, and the flagged types. */
  openWave(
    id: string,
    plan: string,
  ): Promise<{ sequence: number; generation: number; declaredTypes: string[]; nowMs: number }>;
  /** openWave, all markers and the first page of the walk in one script; null when there are too many roots for one. */
  openWalk?(
    id: string,
    plan: string,
    roots: readonly Guard[],
    mode: 'hard' | 'soft' | null,
    namesWanted: number,
    sampleWanted: number,
  ): Promise<OpenedWalk | null>;
  /** Heartbeat of a long walk; false when the wave was closed by somebody else. */
  touchWave(id: string): Promise<boolean>;
  closeWave(id: string, record: string): Promise<{ position: string }>;
  openWaves(): Promise<OpenWave[]>;
  /** Takes over a silent wave; false when another process was faster. */
  adoptWave(id: string, idleMs: number): Promise<boolean>;
  /**
   * Marker = max(marker, sequence), then up to `count` dependents from `cursor` ('' = start, marker is set then): the
   * walked ones, and the verified ones where one of these types may be among them.
   */
  mark(
    guard: Guard,
    sequence: number,
    cursor: string,
    count: number,
    mode: 'hard' | 'soft' | null,
    declaredTypes: readonly string[],
    sampleWanted: number,
  ): Promise<MarkChunk>;
  /**
   * Removes or marks stale the entry of each key and fences loads in flight. `mode` null: as the entry says.
   * Entries of another generation count as absent.
   */
  cut(
    keys: readonly string[],
    mode: 'hard' | 'soft' | null,
    generation: number,
    wantRefs: boolean,
  ): Promise<CutResult>;
  /** Sets the marker of every guard, in one script; what each marker alone invalidates. */
  markAll?(
    guards: readonly Guard[],
    sequence: number,
    mode: 'hard' | 'soft' | null,
  ): Promise<DepthCount[][]>;
  /** One page of walk + cut in one script, when every marker of the closure is set. */
  markAndCut?(
    guard: Guard,
    sequence: number,
    cursor: string,
    mode: 'hard' | 'soft' | null,
    generation: number,
  ): Promise<CutPage>;

  namespaceState(): Promise<NamespaceState>;
  bumpGeneration(): Promise<number>;
  /** Best guess of the node's clock in ms, kept fresh by replies that carry it. */
  nodeNow(): number;

  /** First time a dedupe id is seen → null; else what was remembered for it. */
  recall(dedupeId: string): Promise<string | null>;
  remember(dedupeId: string, value: string, ttlMs: number): Promise<void>;

  close(): Promise<void>;
}

/** Reads for people and housekeeping; nothing here is on a service's hot path. */
export interface InspectStore {
  /** Members of a guard without marking it; cursor as in `mark`. Count is a hint per step. */
  members(guard: Guard, cursor: string, count: number): Promise<WalkChunk>;
  /** Dependents of many guards at once; null for those with too many for that, which `members` walks. */
  membersOf(guards: readonly Guard[]): Promise<(Member[] | null)[]>;
  /** Which of these keys are members of a guard; null for those that are not. */
  membersAmong(guard: Guard, keys: readonly string[]): Promise<(Member | null)[]>;
  /** `retired`: edges of verified dependents whose bodies are still to be removed. */
  guardInfo(
    guards: readonly Guard[],
  ): Promise<{ members: number; marker: number; retired?: number }[]>;
  /** Headers + refs (and the stored size) of entries, values not read; null where there is none. */
  headers(keys: readonly string[]): Promise<(InspectedEntry | null)[]>;
  /** Headers alone: several times faster where refs are not looked at. */
  bareHeaders(keys: readonly string[]): Promise<(EntryHeader | null)[]>;
  /** Walks all guards (`t:` only when asked) or all entry keys; yields batches. Never blocks the node: SCAN COUNT. */
  scanGuards(kind: 't' | 'k' | 'all'): AsyncIterable<Guard[]>;
  scanEntries(prefix?: string): AsyncIterable<string[]>;
  /** Types of keys that some entry declared a dependency on: a wave walks the guards of such keys, too. */
  declaredTypes(): Promise<string[]>;
  /** Journal, newest first. Positions are stream ids. */
  waves(query: {
    before?: string;
    after?: string;
    limit: number;
  }): Promise<{ position: string; record: string }[]>;
  /** `startedMs` says where to look first. */
  waveById(id: string, startedMs?: number): Promise<{ position: string; record: string } | null>;
  /** Removes `key` from the guard if its edge has expired. Returns whether it did. */
  dropExpired(guard: Guard, keys: readonly string[]): Promise<number>;
  /** Expired members of a guard, the longest expired first: at most `limit` after the first `skip`. */
  expiredMembers(guard: Guard, limit: number, skip?: number): Promise<string[]>;
  /** True when the guard has a dependent whose edge has not expired. */
  hasLiveDependents(guards: readonly Guard[]): Promise<boolean[]>;
  /** Deletes guards that hold nothing but a marker older than `ageMs`. */
  dropIdleGuards(guards: readonly Guard[], ageMs: number): Promise<number>;
  /**
   * Removes up to `count` bodies that a marker has retired, and their edges; edges to keys of `keepTypes` stay, walked.
   * How many it looked at: fewer than `count` = no more.
   */
  sweepRetired?(guard: Guard, keepTypes: ReadonlySet<string>, count: number): Promise<number>;
  /** One runner per namespace: true while this token holds the named role. */
  holdRole(role: string, token: string, ttlMs: number): Promise<boolean>;
  health(): Promise<import('./types').StoreHealth>;
}

export interface InspectedEntry {
  header: EntryHeader;
  refs: Ref[];
  sizeBytes: number;
}

/** Counters, flushed about once a second per process. */
export interface StatsStore {
  /** Adds to the current 10 s and 5 min buckets and to the hot-key sketch; fields are free text. */
  addStats(
    counters: Record<string, number>,
    hotKeys: Record<string, number>,
    /** Counters of tags, in buckets of an hour. */
    tags?: Record<string, number>,
  ): Promise<void>;
  /** Counters of tags of the last 24 hours, added up. */
  readTags?(): Promise<Record<string, number>>;
  /** Buckets of `stepMs` 10_000 or 300_000, oldest first. */
  readStats(
    stepMs: 10_000 | 300_000,
    fromMs: number,
    toMs: number,
  ): Promise<{ atMs: number; counters: Record<string, number> }[]>;
  /** Sampled reads of the last hour, busiest first. */
  hotKeys(limit: number): Promise<{ key: string; reads: number }[]>;
  readsOf(keys: readonly string[]): Promise<number[]>;
}

export type {
  Clock,
  LoadNoteStore,
  SpoolFile,
  WarmQueue,
  WarmQueueControl,
  WarmTask,
} from './ports-process';
export type { SettleStore } from './ports-settle';
export type { WarmRegistryStore } from './ports-warm';

export interface Store
  extends ProtocolStore,
    InspectStore,
    StatsStore,
    WarmRegistryStore,
    SettleStore {}
