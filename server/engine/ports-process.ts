// What the engine asks of its process besides the store: a queue for warm work, and time.
export interface WarmTask {
  id: string;
  waveId: string | null;
  reason: string;
  /** In graph order, dependencies first. */
  keys: { key: string; depth: number }[];
  concurrency: number;
  /** Only keys that are registered or of a hot family are reloaded; false for a person's explicit request. */
  selective: boolean;
  hops: number;
  /** Not to be begun before. */
  delayMs?: number;
}

/** A durable queue of warm work, shared by the fleet. */
export interface WarmQueue {
  enqueue(task: WarmTask): Promise<void>;
  /** Starts taking work in this process. The handler reports progress as a number of keys done. */
  work(
    handler: (
      task: WarmTask,
      progress: (done: number) => void,
      signal?: AbortSignal,
    ) => Promise<import('./types').WarmReport>,
  ): void;
  job(id: string): Promise<import('./types').WarmJob | null>;
  counts(): Promise<{ waiting: number; active: number; failed: number; delayed: number }>;
  close(): Promise<void>;
  /** For people; absent where a queue cannot be looked into. */
  readonly control?: WarmQueueControl;
}

export interface WarmQueueControl
  extends Omit<import('./types').WarmingControl, 'status' | 'limit'> {
  isPaused(): Promise<boolean>;
  setLimit(perSecond: number | null): Promise<void>;
  limit(): Promise<number | null>;
  /** One load's turn under the fleet's limit: 0 = go on, else ms to wait before asking again. */
  turn(): Promise<number>;
}

/** What a load that stored nothing came to. */
export interface LoadNote {
  outcome: 'failed' | 'uncached';
  error: string | null;
}
/** Kept beside the entries, for people; nothing rests on it. */
export interface LoadNoteStore {
  noteLoad(key: string, note: LoadNote, forMs: number): Promise<void>;
  /** `atMs` on the node's clock. */
  loadNote(key: string): Promise<(LoadNote & { atMs: number }) | null>;
}

/** Where invalidations wait that the store could not take. One process at a time. */
export interface SpoolFile {
  /** Records of an earlier life that were not cleared, oldest first; null for one that cannot be read any more. */
  readonly recovered: readonly (string | null)[];
  /** On disk when it resolves. */
  append(record: string): Promise<void>;
  /** Everything appended so far was applied. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Time through one door, so that tests can hold it. */
export interface Clock {
  /** Monotonic milliseconds of this process. */
  now(): number;
  /** Wall clock, for what people read. */
  date(): Date;
  setTimeout(run: () => void, ms: number): { cancel(): void };
}
