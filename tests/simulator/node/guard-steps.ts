// Steps on one guard, and on the entries a wave found there: register, mark, cut, mark-cut.
import { HEADER_BYTES, OFFSET, readHeader } from '@/server/engine/entry';
import { typeOf } from '@/server/engine/names';
import type {
  CutPage,
  DepthCount,
  Guard,
  MarkChunk,
  Member,
  Registered,
  WalkChunk,
} from '@/server/engine/ports';
import { isVerified, retire, walksVerified } from './big-guards';
import { change, clearLease } from './lease';
import type { Edge, NodeState, StoredEntry, StoredGuard } from './state';

const BATCH = 63;
type Mode = 'hard' | 'soft' | null;

export function register(
  state: NodeState,
  guard: Guard,
  key: string,
  depth: number,
  lifeMs: number,
  soft: boolean,
): Registered {
  const verified = writeEdge(state, guard, key, depth, lifeMs, soft);
  return { marker: readMarker(state, guard), verified };
}

export function writeEdge(
  state: NodeState,
  guard: Guard,
  key: string,
  depth: number,
  lifeMs: number,
  soft: boolean,
): boolean {
  const stored = state.guard(guard);
  const verified = isVerified(stored, key, state.walkLimit);
  if (verified && stored.epoch === 0) stored.epoch = 1;
  const epoch = verified ? stored.epoch : 0;
  const score = Math.ceil((state.nowMs() + lifeMs) / 1000) * 1000 + Math.min(255, depth) / 256;
  const known = stored.edges.get(key);
  if (known === undefined) {
    stored.edges.set(key, { score, since: state.event(), epoch, order: state.nextOrder() });
  } else {
    known.score = Math.max(known.score, score);
    known.epoch = epoch;
  }
  if (verified) stored.verifiedTypes.add(typeOf(key));
  else if (soft || depth > 1 || key.includes('{')) stored.look = true;
  return verified;
}

export function readMarker(state: NodeState, guard: Guard): number {
  return state.guards.get(guard)?.marker ?? 0;
}

/** What the marker alone has invalidated. */
export function setMarker(
  state: NodeState,
  guard: Guard,
  sequence: number,
  mode: Mode,
): DepthCount[] {
  const stored = state.guard(guard);
  const moved = sequence > stored.marker;
  stored.marker = state.rules.markerMax ? Math.max(stored.marker, sequence) : sequence;
  return retire(state, stored, sequence, mode, moved);
}

export function memberOf(key: string, score: number): Member {
  const endAtMs = Math.floor(score);
  return { key, endAtMs, depth: Math.max(1, Math.round((score - endAtMs) * 256)) };
}

/** A scan: every member that is there from its begin to its end comes, in any order. */
export function scanMembers(
  state: NodeState,
  guard: Guard,
  cursor: string,
  count: number,
  isWanted: (edge: Edge) => boolean = () => true,
): WalkChunk {
  const after = cursor === '' ? 0 : Number(cursor);
  const limit = Math.min(count, state.pageLimit);
  const edges = [...(state.guards.get(guard)?.edges ?? [])]
    .filter(([, edge]) => edge.order > after && isWanted(edge))
    .sort(([, a], [, b]) => a.order - b.order);
  const page = edges.slice(0, limit);
  const last = page.at(-1);
  return {
    members: page.map(([key, edge]) => memberOf(key, edge.score)),
    cursor: last === undefined || edges.length <= limit ? '' : String(last[1].order),
  };
}

export function mark(
  state: NodeState,
  guard: Guard,
  sequence: number,
  cursor: string,
  count: number,
  mode: Mode,
  declaredTypes: readonly string[],
): MarkChunk {
  const retired = cursor === '' ? setMarker(state, guard, sequence, mode) : [];
  return { retired, ...walkedMembers(state, guard, cursor, count, declaredTypes) };
}

/** The walked members, and the verified ones where something may be declared below them (V3). */
export function walkedMembers(
  state: NodeState,
  guard: Guard,
  cursor: string,
  count: number,
  declaredTypes: readonly string[],
): Omit<MarkChunk, 'retired'> {
  const all = walksVerified(state.guards.get(guard), declaredTypes);
  const chunk = scanMembers(state, guard, cursor, count, (edge) => all || edge.epoch === 0);
  return { ...chunk, sample: [], walksVerified: all };
}

/** One entry of a wave: its letter, and its refs where they were asked for. */
export function cutOne(
  state: NodeState,
  key: string,
  mode: Mode,
  generation: number,
  wantRefs: boolean,
): { letter: string; refs: Buffer | null } {
  const stored = state.entry(key);
  if (stored === null) return { letter: 'a', refs: null };
  const header = readHeader(stored.blob);
  let [letter, refs]: [string, Buffer | null] = ['a', null];
  if (isLive(state, stored, generation)) {
    letter = mode === 'soft' || (mode === null && header.onInvalidate === 'soft') ? 's' : 'r';
    if (wantRefs) refs = stored.blob.subarray(HEADER_BYTES, HEADER_BYTES + header.refsLength);
  }
  const waiting = stored.blob[OFFSET.waiters] === 1;
  cutStored(state, key, stored, letter);
  if (waiting) state.publish({ kind: 'wake', key });
  return { letter, refs };
}

function isLive(state: NodeState, stored: StoredEntry, generation: number): boolean {
  const header = readHeader(stored.blob);
  return header.hasValue && header.generation >= generation && header.hardExpiryMs > state.nowMs();
}

function cutStored(state: NodeState, key: string, stored: StoredEntry, letter: string): void {
  state.watcher?.disturbed(key);
  if (letter !== 's') {
    state.remove(key);
    return;
  }
  change(stored, (blob) => {
    if (blob.readDoubleBE(OFFSET.staleSince) === 0) {
      blob.writeDoubleBE(state.nowMs(), OFFSET.staleSince);
    }
    if (state.rules.cutFences) clearLease(blob);
  });
}

/** One page of a guard's members, lowest end of edge first, read and cut in one step. */
export function cutPage(
  state: NodeState,
  guard: Guard,
  cursor: string,
  count: number,
  mode: Mode,
  generation: number,
  namesWanted: number,
): CutPage & { count: number } {
  const stored = state.guards.get(guard);
  const limit = Math.min(count, state.pageLimit);
  const edges = orderedEdges(stored);
  const from = cursor === '' ? 0 : placeAfter(edges, cursor);
  const page = edges.slice(from, from + limit);
  const keys = page.map(([key]) => key);
  const last = page.at(-1);
  const next = last === undefined || page.length < limit ? '' : `${last[1]} ${last[0]}`;
  if (mode !== 'soft' && stored?.look !== true) {
    const letters = removeUnseen(state, keys);
    const told = next === '' ? keys.slice(0, namesWanted) : keys;
    return { cursor: next, keys: told, letters, deep: [], count: keys.length };
  }
  const deep: CutPage['deep'] = [];
  const letters = page.map(([key, score], at) => {
    const entry = state.entry(key);
    const inherits = entry !== null && readHeader(entry.blob).inherits;
    const { letter, refs } = cutOne(state, key, mode, generation, inherits);
    if (letter !== 'a' && inherits) deep.push({ at, depth: memberOf(key, score).depth, refs });
    return letter;
  });
  return { cursor: next, keys, letters: letters.join(''), deep, count: keys.length };
}

function removeUnseen(state: NodeState, keys: readonly string[]): string {
  let letters = '';
  for (let at = 0; at < keys.length; at += BATCH) {
    const batch = keys.slice(at, at + BATCH);
    const removed = batch.filter((key) => {
      if (state.entry(key) !== null) state.watcher?.disturbed(key);
      return state.remove(key);
    }).length;
    letters += (removed === batch.length ? 'r' : 'x').repeat(removed);
    letters += 'a'.repeat(batch.length - removed);
  }
  return letters;
}

function orderedEdges(stored: StoredGuard | undefined): [key: string, score: number][] {
  return [...(stored?.edges ?? [])]
    .filter(([, edge]) => edge.epoch === 0)
    .map(([key, edge]): [string, number] => [key, edge.score])
    .sort((a, b) => a[1] - b[1] || Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])));
}

function placeAfter(edges: readonly [string, number][], cursor: string): number {
  const space = cursor.indexOf(' ');
  const score = Number(cursor.slice(0, space));
  const last = cursor.slice(space + 1);
  const at = edges.findIndex(([key, own]) => key === last && own === score);
  return at === -1 ? edges.filter(([, own]) => own < score).length : at + 1;
}
