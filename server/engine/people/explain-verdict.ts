// From what is left of an entry's history to one verdict. Pure: the cases of console.md, "Explain", in the order in
// which they outrank each other.
import { isLive, stateOf } from '../entry-state';
import { guardId, isTagGuard } from '../names';
import type { Guard } from '../ports';
import type { EntryState, ExplainReason } from '../types';
import type { Evidence, Hit } from './explain-evidence';

export interface Verdict {
  state: EntryState;
  reason: ExplainReason | null;
  sinceMs: number | null;
  hit: Hit | null;
  /** A guard that was invalidated after the entry had read it, where no wave is left to tell. */
  guard: Guard | null;
  doubt: string | null;
}

export function judge(evidence: Evidence): Verdict {
  const { entry, generation, nowMs } = evidence;
  const state = stateOf(entry?.header ?? null, generation, nowMs);
  if (entry !== null && isLive(entry.header, generation, nowMs)) return judgeLive(evidence, state);
  return judgeMissing(evidence, state);
}

/** There is a value: current, retired by a marker, marked stale, or past its ttl. */
function judgeLive(evidence: Evidence, state: EntryState): Verdict {
  const header = evidence.entry?.header;
  const refs = evidence.entry?.refs ?? [];
  if (header === undefined) return verdictOf(state, { reason: null });
  const retiredBy = refs.find((ref) => (evidence.markers.get(ref.guard) ?? 0) > ref.ref);
  const isMarked = header.staleSinceMs !== 0;
  if (!isMarked && retiredBy === undefined) {
    return header.softExpiryMs <= evidence.nowMs
      ? verdictOf(state, { reason: 'expired', sinceMs: header.softExpiryMs })
      : verdictOf(state, { reason: null, sinceMs: header.createdAtMs });
  }
  // The first wave after its load marked it; later ones found it marked.
  const hit = evidence.hits.findLast((one) => one.wave.sequence > header.sequence) ?? null;
  const byMarker = retiredBy?.guard ?? null;
  const sinceMs = isMarked
    ? header.staleSinceMs
    : (evidence.markers.get(byMarker ?? 'k:') ?? 0) / 1000;
  const shown = isMarked ? state : 'stale';
  if (hit !== null) return verdictOf(shown, { reason: reasonOfHit(hit), sinceMs, hit });
  const reason = reasonOfGuard(byMarker, refs.find((ref) => ref.guard === byMarker)?.depth ?? 0);
  return verdictOf(shown, { reason, sinceMs, guard: byMarker, doubt: noWaveLeft(evidence) });
}

function judgeMissing(evidence: Evidence, state: EntryState): Verdict {
  const { hits, note, known, edges, entry, nowMs } = evidence;
  const hit = hits[0] ?? null;
  const cutMs = hit === null ? 0 : hit.wave.sequence / 1000;
  const stored = known?.header.hasValue ? known.header : { sequence: 0, createdAtMs: 0 };
  // Known to have been stored again after that wave: it ended in another way.
  const isCut = hit !== null && hit.wave.sequence > stored.sequence;
  if (note !== null && note.atMs > Math.max(isCut ? cutMs : 0, stored.createdAtMs)) {
    const reason = note.outcome === 'failed' ? 'loader-failed' : 'bypass';
    return verdictOf(state, { reason, sinceMs: note.atMs, hit: isCut ? hit : null });
  }
  if (entry?.header.hasValue && entry.header.generation < evidence.generation)
    return verdictOf(state, {
      reason: 'invalidated-key',
      sinceMs: evidence.generation / 1000,
      doubt: 'The whole namespace was invalidated.',
    });
  if (isCut) return verdictOf(state, { reason: reasonOfHit(hit), sinceMs: cutMs, hit });

  const endMs = Math.max(
    known?.header.hasValue ? known.header.hardExpiryMs : 0,
    ...edges.map((edge) => edge.endAtMs),
  );
  const hasEnded = endMs > 0 && endMs <= nowMs;
  const retired = hasEnded ? null : retiredSince(evidence, stored.sequence);
  if (retired !== null) return verdictOf(state, retired);
  if (endMs > nowMs)
    return verdictOf(state, {
      reason: 'evicted',
      doubt: `It should be here until ${new Date(endMs).toISOString()}, and no wave took it.`,
    });
  if (endMs > 0) return verdictOf(state, { reason: 'expired', sinceMs: endMs, hit: null });
  if (evidence.own.members > 0)
    return verdictOf(state, {
      reason: 'expired',
      doubt: 'Others were made of it, so it was cached; when it went is not known.',
    });
  return verdictOf(state, {
    reason: 'cold',
    doubt: `Nothing is left of it. ${unknownBefore(evidence)} An entry without tags that expired leaves no trace either.`,
  });
}

/** A guard of it that was invalidated by a wave older than all that the journal still has. */
function retiredSince(evidence: Evidence, sequence: number): Partial<Verdict> | null {
  const { key, own, memory, edges, markers } = evidence;
  const oldest = memory.waves.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  const isLost = (marker: number) => marker > sequence && marker < oldest;
  const doubt = noWaveLeft(evidence);
  if (isLost(own.marker))
    return { reason: 'invalidated-key', sinceMs: own.marker / 1000, guard: `k:${key}`, doubt };
  const edge = edges.find(({ guard }) => isLost(markers.get(guard) ?? 0));
  if (edge === undefined) return null;
  const { guard, depth } = edge;
  const sinceMs = (markers.get(guard) ?? 0) / 1000;
  return { reason: reasonOfGuard(guard, depth), sinceMs, guard, doubt };
}

function reasonOfHit({ depth, via }: Hit): ExplainReason {
  if (via === null) return 'invalidated-key';
  return via.startsWith('tag:') && (depth ?? 1) <= 1 ? 'invalidated-tag' : 'invalidated-dependency';
}

function reasonOfGuard(guard: Guard | null, depth: number): ExplainReason {
  if (guard === null) return 'invalidated-key';
  return isTagGuard(guard) && depth <= 1 ? 'invalidated-tag' : 'invalidated-dependency';
}

function noWaveLeft(evidence: Evidence): string {
  return `The journal has no wave for it any more. ${unknownBefore(evidence)}`;
}

/** How far back anything is known. */
function unknownBefore({ memory }: Evidence): string {
  if (memory.since === null) return 'The journal is empty.';
  return memory.isTrimmed
    ? `What was before ${memory.since} is unknown.`
    : `The journal begins at ${memory.since}.`;
}

function verdictOf(state: EntryState, rest: Partial<Omit<Verdict, 'state'>>): Verdict {
  return { state, reason: null, sinceMs: null, hit: null, guard: null, doubt: null, ...rest };
}

/** The edge's name for people. */
export const guardOfVerdict = ({ guard }: Verdict): string | null =>
  guard === null ? null : guardId(guard);
