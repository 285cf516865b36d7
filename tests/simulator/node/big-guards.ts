// Guards with more dependents than a wave walks to: the others are verified by their readers (protocol.md, Big guards).
import {
  decodeRefs,
  HEADER_BYTES,
  OFFSET,
  readHeader,
  VERIFIES,
  verifyListOf,
} from '@/server/engine/entry';
import { typeOf } from '@/server/engine/names';
import type { DepthCount, Guard, Markers } from '@/server/engine/ports';
import { standingAt } from '@/server/engine/verify';
import type { Edge, NodeState, StoredGuard } from './state';

export function markersOf(state: NodeState, guard: Guard): Markers | null {
  const stored = state.guards.get(guard);
  if (stored === undefined || stored.epoch === 0) return null;
  return { any: stored.marker, hard: stored.hard, byEntry: stored.byEntry };
}

/** What an edge is, it stays while it is there (V2); a new one is walked while there is room. */
export function isVerified(stored: StoredGuard, key: string, limit: number): boolean {
  const known = stored.edges.get(key);
  if (known !== undefined) return known.epoch > 0;
  return [...stored.edges.values()].filter((edge) => edge.epoch === 0).length >= limit;
}

/** After the marker has moved: what was verified until now is counted, and later registrations are of a new epoch. */
export function retire(
  state: NodeState,
  stored: StoredGuard,
  sequence: number,
  mode: 'hard' | 'soft' | null,
  moved: boolean,
): DepthCount[] {
  if (stored.epoch === 0) return [];
  if (mode === 'hard') stored.hard = Math.max(stored.hard, sequence);
  if (mode === null) stored.byEntry = Math.max(stored.byEntry, sequence);
  if (!moved) return [];
  const live = [...stored.edges.values()].filter(
    (edge) => edge.epoch === stored.epoch && edge.score >= state.nowMs(),
  );
  if (live.length === 0) return [];
  if (mode !== 'soft') stored.epoch++;
  return [{ depth: 1, count: live.length }];
}

export const walksVerified = (stored: StoredGuard | undefined, types: readonly string[]): boolean =>
  stored !== undefined && stored.epoch > 0 && types.some((type) => stored.verifiedTypes.has(type));

/** What a reader who verifies finds: nothing, something stale, or what is stored. */
export function verifiedStanding(state: NodeState, blob: Buffer): 'current' | 'stale' | 'gone' {
  if (((blob[OFFSET.flags] ?? 0) & VERIFIES) === 0) return 'current';
  const soft = ((blob[OFFSET.flags] ?? 0) & 1) === 1;
  const all = verifyListOf(blob).map(({ guard, ref }) =>
    standingAt(markersOf(state, guard), ref, soft),
  );
  if (all.includes('gone')) return 'gone';
  return all.includes('stale') ? 'stale' : 'current';
}

export interface RetiredPage {
  markers: Markers;
  edges: { key: string; edge: Edge }[];
}

export function retiredPage(state: NodeState, guard: Guard, count: number): RetiredPage | null {
  const stored = state.guards.get(guard);
  const markers = markersOf(state, guard);
  if (stored === undefined || markers === null) return null;
  const edges = [...stored.edges]
    .filter(([, edge]) => edge.epoch > 0 && edge.epoch !== stored.epoch)
    .slice(0, count)
    .map(([key, edge]) => ({ key, edge: { ...edge } }));
  return edges.length === 0 ? null : { markers, edges };
}

/** 'r' removed, 'k' still to be verified here, 'n' nothing of the kind. */
export function retireEntry(
  state: NodeState,
  guard: Guard,
  key: string,
  markers: Markers,
): 'r' | 'k' | 'n' {
  const stored = state.entry(key);
  if (stored === null) return 'n';
  const header = readHeader(stored.blob);
  if (!header.hasValue || ((stored.blob[OFFSET.flags] ?? 0) & VERIFIES) === 0) return 'n';
  const refs = decodeRefs(
    stored.blob.subarray(HEADER_BYTES, HEADER_BYTES + header.refsLength),
    header.sequence,
  );
  const found = refs.find((ref) => ref.guard === guard && ref.verified);
  if (found === undefined) return 'n';
  const isGone =
    markers.hard > found.ref || (markers.byEntry > found.ref && header.onInvalidate !== 'soft');
  if (!isGone) return 'k';
  const leased = !stored.blob.subarray(OFFSET.leaseToken, OFFSET.leaseToken + 16).equals(NO_TOKEN);
  if (leased && header.leaseEndMs > state.nowMs()) return 'n';
  state.watcher?.disturbed(key);
  state.remove(key);
  return 'r';
}

/** Drops or keeps edges whose bodies were looked at, unless they were written anew meanwhile. */
export function settleRetired(
  state: NodeState,
  guard: Guard,
  page: RetiredPage,
  letters: readonly string[],
  keepTypes: ReadonlySet<string>,
): void {
  const stored = state.guards.get(guard);
  if (stored === undefined) return;
  page.edges.forEach(({ key, edge }, i) => {
    const now = stored.edges.get(key);
    if (now === undefined || now.score !== edge.score || now.epoch !== edge.epoch) return;
    if (letters[i] === 'k') now.epoch = stored.epoch;
    else if (keepTypes.has(typeOf(key))) {
      now.epoch = 0;
      stored.look = true;
    } else stored.edges.delete(key);
  });
}

const NO_TOKEN = Buffer.alloc(16);
