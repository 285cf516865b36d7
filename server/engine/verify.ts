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

type Standing = 'current' | 'stale' | 'gone';
type Retired = NonNullable<AcquireRequest['retired']>;

/** True for a blob whose markers have not been looked at. */
export function mustVerify(blob: Buffer | null): blob is Buffer {
  return blob !== null && ((blob[OFFSET.flags] ?? 0) & VERIFIES) !== 0 && blob[OFFSET.state] === 1;
}

export class Verifier {
  private readonly byKey = new Map<string, readonly Guard[]>();
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
    const guess = this.guessFor(key);
    if (guess === null || this.store.readWith === undefined) return this.store.read(key);
    return this.readWith(key, guess);
  }

  private async readWith(key: string, guess: readonly Guard[]): Promise<Buffer | null> {
    const { readWith } = this.store;
    if (readWith === undefined) return this.store.read(key);
    const { blob, markers } = await readWith.call(this.store, key, guess);
    if (!mustVerify(blob)) return blob;
    return this.settle(key, blob, new Map(guess.map((guard, i) => [guard, markers[i] ?? null])));
  }

  /**
   * Verifies; the blob then tells the outcome as if the wave had come by: it is of an older generation when it is gone, and
   * marked stale when it is stale.
   */
  async settle(
    key: string,
    blob: Buffer,
    known: ReadonlyMap<Guard, Markers | null> = new Map(),
  ): Promise<Buffer> {
    const list = verifyListOf(blob);
    this.learn(
      key,
      list.map(({ guard }) => guard),
    );
    const missing = list.map(({ guard }) => guard).filter((guard) => !known.has(guard));
    const asked = missing.length === 0 ? [] : ((await this.store.markersOf?.(missing)) ?? []);
    const soft = ((blob[OFFSET.flags] ?? 0) & 1) === 1;
    let standing: Standing = 'current';
    for (const { guard, ref } of list) {
      const at = missing.indexOf(guard);
      const markers = (at === -1 ? known.get(guard) : asked[at]) ?? null;
      standing = worse(standing, standingAt(markers, ref, soft));
    }
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

  private guessFor(key: string): readonly Guard[] | null {
    if (this.byKey.size === 0) return null;
    return this.byKey.get(key) ?? this.byType.get(typeOf(key)) ?? null;
  }

  private learn(key: string, guards: readonly Guard[]): void {
    const last = this.byKey.get(key);
    if (last?.length === guards.length && last.every((guard, i) => guard === guards[i])) return;
    this.byKey.delete(key);
    this.byKey.set(key, guards);
    const type = typeOf(key);
    const common = (this.byType.get(type) ?? guards).filter((guard) => guards.includes(guard));
    this.byType.set(type, common.length === 0 ? guards : common);
    forgetOldest(this.byKey);
    forgetOldest(this.byType);
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
