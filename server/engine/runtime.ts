// What the parts of one engine share.
import type { Breaker } from './breaker';
import type { Emitter } from './emitter';
import type { Entropy } from './entropy';
import type { FreshetError } from './errors';
import type { Fates, Refreshed } from './fates';
import { type Gate, GateShut } from './gate';
import type { GenerationLease } from './generation';
import type { L1 } from './l1/l1';
import type { LoadNotes } from './load-notes';
import type { LoadPlan } from './loading';
import type { Clock, Store } from './ports';
import type { Rules } from './rules';
import type { Settings } from './settings';
import type { LoadNotice, LookupNotice, MissReason } from './types';
import type { Verifier } from './verify';
import type { Waiters } from './waiters';

/** Counts in the process; never a round trip. */
export interface Recorder {
  countLookup(key: string, result: LookupNotice['result'], reason?: MissReason): void;
  countLoad(key: string, outcome: LoadNotice['outcome'], durationMs: number): void;
  countCollapsed(key: string): void;
  countRefreshed(key: string, refreshed: Refreshed): void;
  countWave(invalidated: number, roots: readonly string[]): void;
  countWarm(count: number): void;
  countStoreError(): void;
}

export interface Runtime {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  settings: Settings;
  rules: Readonly<Rules>;
  generation: GenerationLease;
  waiters: Waiters;
  verifier: Verifier;
  recorder: Recorder;
  fates: Fates;
  /** Why keys keep missing, for people. */
  notes: Pick<LoadNotes, 'note'>;
  emitter: Emitter;
  /** Loads a key again once its source has settled (ms on the node's clock). */
  retryLater: (key: string, plan: LoadPlan, untilMs: number) => void;
  /** Null: switched off. */
  l1: L1 | null;
  gate: Gate;
  breaker: Breaker;
  /** Why every call must fail: closed, or an unsafe Redis. Null when all is well. */
  refusal: FreshetError | null;
  /** Resolves when the first connection attempt has ended, either way; `isStarted` spares the await after that. */
  started: Promise<void>;
  isStarted: boolean;
}

export function noteStoreError(runtime: Runtime, operation: string, error: unknown): void {
  if (error instanceof GateShut) return;
  runtime.recorder.countStoreError();
  runtime.emitter.emit('store-error', {
    operation,
    error: error instanceof Error ? error : new Error(String(error)),
  });
}
