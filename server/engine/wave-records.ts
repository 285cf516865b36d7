// What is written down of a wave: the plan while it runs, the notice for those who watch, its cause and its id.
import type { Entropy } from './entropy';
import type { Guard } from './ports';
import type { Told } from './settling';
import type { InvalidationMode, WaveCause, WaveNotice, WaveRecord } from './types';
import type { WalkResult } from './walk';

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
