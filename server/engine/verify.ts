// Entries of big guards: no wave walks to them, so their readers compare the guard's markers with the entry's refs
// (protocol.md, Big guards; V1). Read together with the entry where it is known which markers will be needed, else after
// it; both are within the read, which is all the promise needs (V6).
import { OFFSET, VERIFIES, verifyListOf } from './entry';
import { typeOf } from './names';
import type { AcquireReply, AcquireRequest, Guard, Markers, ProtocolStore } from './ports';
import type { Rules } from './rules';

/** Keys whose verify list is remembered. */
const KEPT = 20_000;
/** A reply that was overtaken while it was verified is asked for again so often at most. */
const MAX_TRIES = 3;

interface Asked {
  guards: readonly Guard[];
  markers: readonly (Markers | null)[];
}
const NOTHING: Asked = { guards: [], markers: [] };

type Standing = 'current' | 'stale' | 'gone';
type Retired = NonNullable<AcquireRequest['retired']>;

/** True for a blob whose markers have not been looked at. */
export function mustVerify(blob: Buffer | null): blob is Buffer {
  return blob !== null && ((blob[OFFSET.flags] ?? 0) & VERIFIES) !== 0 && blob[OFFSET.state] === 1;
}

/** The verify list of a value seen before: a value is told by when its load began and ended. */
interface Known {
  sequence: number;
  createdAtMs: number;
  guards: readonly Guard[];
  refs: readonly number[];
}

export class Verifier {
  private readonly byKey = new Map<string, Known>();
  /** What keys of one type have in common: the guess for a key that was not read before. */
  private readonly byType = new Map<string, readonly Guard[]>();
  private readonly retired = new Map<string, Retired>();

  constructor(
    private readonly store: Pick<ProtocolStore, 'read' | 'readWith' | 'markersOf' | 'acquire'>,
    private readonly rules: Readonly<Rules>,
    private readonly nowMs: () => number,
  ) {}

  /** One command. What still `mustVerify` goes through `settle`. */
  read(key: string): Promise<Buffer | null> {
    if (this.byKey.size === 0 || this.store.readWith === undefined) return this.store.read(key);
    const guess = this.byKey.get(key)?.guards ?? this.byType.get(typeOf(key));
    if (guess === undefined) return this.store.read(key);
    return this.store
      .readWith(key, guess)
      .then(({ blob, markers }) =>
        mustVerify(blob) ? this.settle(key, blob, { guards: guess, markers }) : blob,
      );
  }

  /**
   * Verifies; the blob then tells the outcome as if the wave had come by: it is of an older generation when it is gone, and
   * marked stale when it is stale.
   */
  settle(key: string, blob: Buffer, asked: Asked = NOTHING): Buffer | Promise<Buffer> {
    const { guards, refs } = this.listOf(key, blob);
    // Nearly every time what was asked for is what the list says.
    if (guards === asked.guards) return this.judge(key, blob, refs, asked.markers);
    const missing = guards.filter((guard) => !asked.guards.includes(guard));
    const marks = (more: readonly (Markers | null)[]) =>
      guards.map((guard) => {
        const at = asked.guards.indexOf(guard);
        return (at === -1 ? more[missing.indexOf(guard)] : asked.markers[at]) ?? null;
      });
    if (missing.length === 0) return this.judge(key, blob, refs, marks([]));
    return Promise.resolve(this.store.markersOf?.(missing) ?? []).then((more) =>
      this.judge(key, blob, refs, marks(more)),
    );
  }

  private judge(
    key: string,
    blob: Buffer,
    refs: readonly number[],
    markers: readonly (Markers | null)[],
  ): Buffer {
    const soft = ((blob[OFFSET.flags] ?? 0) & 1) === 1;
    let standing: Standing = 'current';
    for (let i = 0; i < refs.length; i++)
      standing = worse(standing, standingAt(markers[i] ?? null, refs[i] ?? 0, soft));
    blob[OFFSET.flags] = (blob[OFFSET.flags] ?? 0) & ~VERIFIES;
    if (standing === 'current' || !this.rules.verifyOnRead) return blob;
    this.note(key, { identity: identityOf(blob), standing });
    if (standing === 'gone') blob.writeDoubleBE(-1, OFFSET.generation);
    else if (blob[OFFSET.staleSince] === 0) blob.writeDoubleBE(this.nowMs(), OFFSET.staleSince);
    return blob;
  }

  /** The store's answer, with a value that is not current neither called a hit nor taken for one that may be served. */
  async acquire(request: AcquireRequest): Promise<AcquireReply> {
    let retired = this.retired.get(request.key);
    this.retired.delete(request.key);
    for (let tries = 1; ; tries++) {
      const reply = await this.store.acquire(
        retired === undefined ? request : { ...request, retired },
      );
      if (!mustVerify(reply.blob)) return reply;
      const blob = await this.settle(request.key, reply.blob);
      retired = this.retired.get(request.key);
      if (reply.status !== 'hit' || retired === undefined || tries === MAX_TRIES) {
        return { ...reply, blob };
      }
    }
  }

  /** From what is remembered of the key, if it still holds this value; the same array of guards as long as it does. */
  private listOf(key: string, blob: Buffer): Known {
    const sequence = blob.readDoubleBE(OFFSET.sequence);
    const createdAtMs = blob.readDoubleBE(OFFSET.createdAt);
    const last = this.byKey.get(key);
    if (last !== undefined && last.sequence === sequence && last.createdAtMs === createdAtMs)
      return last;
    const list = verifyListOf(blob);
    const found = list.map(({ guard }) => guard);
    const type = typeOf(key);
    const common = this.byType.get(type);
    const guards = [last?.guards, common].find((one) => isSame(one, found)) ?? found;
    const known = { sequence, createdAtMs, guards, refs: list.map(({ ref }) => ref) };
    this.byKey.delete(key);
    this.byKey.set(key, known);
    if (guards !== common) {
      const both = (common ?? guards).filter((guard) => guards.includes(guard));
      this.byType.set(type, both.length === 0 || isSame(guards, both) ? guards : both);
    }
    forgetOldest(this.byKey);
    forgetOldest(this.byType);
    return known;
  }

  private note(key: string, retired: Retired): void {
    this.retired.delete(key);
    this.retired.set(key, retired);
    forgetOldest(this.retired);
  }
}

/** A guard that is not there was lost, and its markers with it. */
export function standingAt(markers: Markers | null, ref: number, soft: boolean): Standing {
  if (markers === null || markers.hard > ref) return 'gone';
  if (markers.any <= ref) return 'current';
  return markers.byEntry > ref && !soft ? 'gone' : 'stale';
}

function worse(a: Standing, b: Standing): Standing {
  if (a === 'gone' || b === 'gone') return 'gone';
  return a === 'stale' ? a : b;
}

function isSame(one: readonly Guard[] | undefined, other: readonly Guard[]): boolean {
  return one?.length === other.length && one.every((guard, i) => guard === other[i]);
}

/** Sequence and time of creation: two loads of one key that share both were begun and ended together. */
function identityOf(blob: Buffer): Buffer {
  return Buffer.from(blob.subarray(OFFSET.sequence, OFFSET.createdAt + 8));
}

function forgetOldest(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    if (map.size <= KEPT) return;
    map.delete(oldest);
  }
}
