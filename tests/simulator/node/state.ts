// What one node remembers, and the switches of what its scripts promise. The steps over it are in the other files of this
// folder, one function per script of server/redis/lua, with the same meaning.
import type { BackplaneMessage, Guard } from '@/server/engine/ports';

export interface StoredEntry {
  blob: Buffer;
  /** When Redis would drop it, ms on the node's clock. */
  goneAtMs: number;
  /** Event at which the key came into being: a key that was gone in between is a new one. */
  since: number;
}
export interface Edge {
  /** End of the edge in ms + depth / 256, as in the sorted set. */
  score: number;
  since: number;
  /** 0 = a wave walks to it; else its readers verify, and this is the guard's epoch it was written in. */
  epoch: number;
  /** Place in the order of insertion: what a scan walks along. */
  order: number;
}
export interface StoredGuard {
  /** 0 = never invalidated. */
  marker: number;
  /** The member that says: look at each entry before you cut it. */
  look: boolean;
  /** 0 = never promoted: all dependents are walked. */
  epoch: number;
  hard: number;
  byEntry: number;
  verifiedTypes: Set<string>;
  edges: Map<string, Edge>;
}
export interface OpenRecord {
  sequence: number;
  seenAtMs: number;
  attempts: number;
  plan: string;
}

/** What the scripts promise, one switch each; a test turns one off to see that the simulator finds what then breaks. */
export interface ScriptRules {
  /** I2: register writes the edge and reads the marker in one step. */
  registerAtomic: boolean;
  /** I2: mark sets the marker before it reads the members. */
  markBeforeRead: boolean;
  /** I3, I11: publish stores only for the token that still holds the lease. */
  publishChecksToken: boolean;
  /** I3: a soft cut takes the lease, too. */
  cutFences: boolean;
  /** I7: a guard outlives the entry it is named after. */
  guardsStay: boolean;
  /** I9: the sequence never falls back, also when its key was lost. */
  hybridClock: boolean;
  /** I11: a marker only ever grows, however late a step is repeated. */
  markerMax: boolean;
}
export const allScriptRules: Readonly<ScriptRules> = {
  registerAtomic: true,
  markBeforeRead: true,
  publishChecksToken: true,
  cutFences: true,
  guardsStay: true,
  hybridClock: true,
  markerMax: true,
};

export interface NodeOptions {
  /** The node's clock, whole µs. */
  nowUs: () => number;
  /** Number of what happens now; only ever grows. */
  event?: () => number;
  publish: (message: BackplaneMessage) => void;
  rules?: Partial<ScriptRules>;
  /** Members per page at most, so that small guards have several pages, too. */
  pageLimit?: number;
  /** Members a guard walks at most; more are verified. */
  walkLimit?: number;
}

/** Told of what happened inside a step: for a checker, never for the engine. */
export interface NodeWatcher {
  stored(key: string, blob: Buffer): void;
  /** Value or lease of the key are not what they were: a wave, an eviction, somebody who took over. */
  disturbed(key: string): void;
  refused(key: string): void;
  /** A plain set took the lease: what it stores is as of now. */
  tookOver(key: string): void;
  /** A wave has its sequence. */
  opened(plan: string, sequence: number): void;
  /** A wave is in the journal: from here on somebody will finish it. */
  kept(plan: string): void;
}

export class NodeState {
  readonly entries = new Map<string, StoredEntry>();
  readonly guards = new Map<Guard, StoredGuard>();
  sequence: number | null = null;
  generation: number | null = null;
  /** Sequence until which some marker lies ahead of the clock. */
  settle: number | null = null;
  /** Number of the last cut message. */
  cuts = 0;
  /** Types that are declared upon: the event at which they were flagged, and the sequence then. */
  readonly types = new Map<string, { at: number; sequence: number }>();
  readonly rowVersions = new Map<string, number>();
  readonly open = new Map<string, OpenRecord>();
  readonly journal: { position: string; id: string; record: string }[] = [];
  readonly dedupe = new Map<string, { value: string; goneAtMs: number }>();
  readonly roles = new Map<string, { token: string; goneAtMs: number }>();
  readonly stats = new Map<number, Record<string, number>>();
  readonly heat = new Map<string, number>();
  readonly warm = new Map<string, { entityType: string; loader: string }>();
  readonly loaders = new Map<string, number>();
  readonly rules: Readonly<ScriptRules>;
  readonly pageLimit: number;
  readonly walkLimit: number;
  watcher: NodeWatcher | null = null;
  private edgeOrder = 0;

  constructor(private readonly options: NodeOptions) {
    this.rules = { ...allScriptRules, ...options.rules };
    this.pageLimit = options.pageLimit ?? Number.MAX_SAFE_INTEGER;
    this.walkLimit = options.walkLimit ?? Number.MAX_SAFE_INTEGER;
  }

  nowUs(): number {
    return this.options.nowUs();
  }
  nowMs(): number {
    return Math.floor(this.options.nowUs() / 1000);
  }
  event(): number {
    return this.options.event?.() ?? 0;
  }
  nextOrder(): number {
    return ++this.edgeOrder;
  }
  publish(message: BackplaneMessage): void {
    this.options.publish(message);
  }

  entry(key: string): StoredEntry | null {
    const found = this.entries.get(key);
    if (found === undefined) return null;
    if (found.goneAtMs >= this.nowMs()) return found;
    this.entries.delete(key);
    this.watcher?.disturbed(key);
    return null;
  }

  /** SET with PX. */
  put(key: string, blob: Buffer, lifeMs: number): void {
    const since = this.entry(key)?.since ?? this.event();
    this.entries.set(key, { blob, goneAtMs: this.nowMs() + lifeMs, since });
  }

  remove(key: string): boolean {
    const had = this.entry(key) !== null;
    this.entries.delete(key);
    return had;
  }

  guard(guard: Guard): StoredGuard {
    const found = this.guards.get(guard);
    if (found !== undefined) return found;
    const made: StoredGuard = {
      marker: 0,
      look: false,
      epoch: 0,
      hard: 0,
      byEntry: 0,
      verifiedTypes: new Set(),
      edges: new Map(),
    };
    this.guards.set(guard, made);
    return made;
  }
}
