// What is written down of a wave: the plan while it runs, the notice for those who watch, its cause and its id.
import type { Entropy } from './entropy';
import type { Guard } from './ports';
import type {
  InvalidateOptions,
  InvalidationMode,
  WaveCause,
  WaveNotice,
  WaveRecord,
} from './types';
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
}
export type JournalRecord = Omit<WaveRecord, 'position'>;

export const emptyResult: WalkResult = {
  invalidated: 0,
  reached: 0,
  levels: [],
  touched: [],
  touchedTotal: 0,
  candidates: [],
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

export function causeOf(
  options: InvalidateOptions & Pick<WaveCause, 'event' | 'source'>,
): WaveCause {
  return {
    kind: options.cause ?? (options.event === undefined ? 'call' : 'event'),
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.actor === undefined ? {} : { actor: options.actor }),
    ...(options.source === undefined ? {} : { source: options.source }),
    ...(options.event === undefined ? {} : { event: options.event }),
  };
}

/** Sorts by time; 10 random characters keep two of the same millisecond apart. */
export function newWaveId(at: Date, entropy: Entropy): string {
  return `w${at.getTime().toString(36)}${entropy.id().replaceAll('-', '').slice(0, 10)}`;
}
