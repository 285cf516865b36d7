// What is written down of a wave: the plan while it runs, the notice for those who watch, its cause and its id.
import type { Entropy } from './entropy';
import type { Guard } from './ports';
import type { Told } from './settling';
import type { WalkResult } from './tally';
import type { InvalidationMode, Wave, WaveCause, WaveNotice, WaveRecord } from './types';

/** Everything needed to repeat the walk, as kept in the journal. */
export interface StoredPlan {
  roots: Guard[];
  /** As named by the caller: `tag:…`, `key:…`, `prefix:…` (which stands for the keys it was resolved to). */
  named: string[];
  mode: InvalidationMode | null;
  cause: WaveCause;
  startedAt: string;
  dedupeId: string | null;
  /** Sequence until which the guards settle (`settleMs`). */
  settleSequence?: number;
}
export type JournalRecord = Omit<WaveRecord, 'position'>;

export const emptyResult: WalkResult = {
  invalidated: 0,
  reached: 0,
  levels: [],
  touched: [],
  touchedTotal: 0,
  candidates: [],
  below: [],
  byMarker: 0,
  retired: [],
};

export function noticeOf(
  id: string,
  plan: StoredPlan,
  sequence: number,
  phase: WaveNotice['phase'],
  result: WalkResult,
  durationMs: number,
): WaveNotice {
  return {
    id,
    sequence,
    phase,
    cause: plan.cause,
    roots: plan.named.slice(0, 100),
    mode: plan.mode ?? 'default',
    invalidated: result.invalidated,
    levels: result.levels,
    durationMs,
    touched: result.touched,
    touchedTotal: result.touchedTotal,
    startedAt: plan.startedAt,
  };
}

export function causeOf(options: Told): WaveCause {
  const { events = [] } = options;
  const event = options.event ?? (events.length === 1 ? events[0] : undefined);
  return {
    kind: options.cause ?? (event === undefined && events.length === 0 ? 'call' : 'event'),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.actor === undefined ? {} : { actor: options.actor }),
    ...(options.source === undefined ? {} : { source: options.source }),
    ...(event === undefined ? {} : { event }),
  };
}

/** Sorts by time; 10 random characters keep two of the same millisecond apart. */
export function newWaveId(at: Date, entropy: Entropy): string {
  return `w${at.getTime().toString(36)}${entropy.id().replaceAll('-', '').slice(0, 10)}`;
}

export function waveOf(
  id: string,
  plan: StoredPlan,
  sequence: number,
  result: WalkResult,
  durationMs: number,
  warmQueued: number,
): Wave {
  return {
    state: 'complete',
    id,
    sequence,
    cause: plan.cause,
    roots: plan.named,
    mode: plan.mode ?? 'default',
    invalidated: result.invalidated,
    ...(result.byMarker === 0 ? {} : { byMarker: result.byMarker }),
    levels: result.levels,
    zeroMatch: result.invalidated === 0,
    durationMs: Math.round(durationMs * 100) / 100,
    warmQueued,
    startedAt: plan.startedAt,
    touched: result.touched,
    touchedTotal: result.touchedTotal,
    duplicate: false,
  };
}
