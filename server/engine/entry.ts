// The entry as it lies in Redis: a fixed-width header, the guard refs, the value. Readers parse the header from the
// reply of one GET; scripts change it in place with SETRANGE. Numbers are big-endian so that Lua's struct and
// Buffer read the same bytes. When an offset changes here, change lua/*.lua with it (a test compares the two).
import type { EdgeKind, InvalidationMode } from './types';

export const FORMAT_VERSION = 1;
/** Byte offsets of the header's fields. */
export const OFFSET = {
  version: 0,
  /** 0 = lease only, 1 = a value. */
  state: 1,
  /**
   * bit 0: a wave marks it stale instead of removing it (`onInvalidate: 'soft'`); bit 1: it has refs deeper than 1;
   * bit 2: readers verify some of its refs.
   */
  flags: 2,
  codec: 3,
  /** Set when somebody waits for the lease. */
  waiters: 4,
  generation: 8,
  /** Sequence the load began with: the ref of the entry's own guard. */
  sequence: 16,
  createdAt: 24,
  softExpiry: 32,
  hardExpiry: 40,
  staleSince: 48,
  leaseToken: 56,
  leaseEnd: 72,
  fingerprint: 80,
  loadCostUs: 88,
  refsLength: 92,
  valueLength: 96,
  checksum: 100,
} as const;
export const HEADER_BYTES = 104;
export const TOKEN_BYTES = 16;

export interface EntryHeader {
  hasValue: boolean;
  onInvalidate: InvalidationMode;
  /** Some guards reach it through others: a wave then looks at its refs for the way. */
  inherits: boolean;
  codec: number;
  generation: number;
  sequence: number;
  /** ms on the node's clock; 0 in a request, filled by the script. */
  createdAtMs: number;
  softExpiryMs: number;
  hardExpiryMs: number;
  /** 0 = not marked stale. */
  staleSinceMs: number;
  leaseEndMs: number;
  /** 16 hex digits. */
  fingerprint: string;
  loadCostUs: number;
  refsLength: number;
  valueLength: number;
  checksum: number;
}

export interface Ref {
  /** `t:<tag>` or `k:<key>`. */
  guard: `t:${string}` | `k:${string}`;
  /** Sequence read at the begin of the load that brought the data guarded by it into this value. */
  ref: number;
  /** Steps from the guard to this entry: 1 = its own tag, declared dependency or direct nested read. */
  depth: number;
  kind: EdgeKind;
  /** For inherited guards: the direct dependency it came through. */
  via: string | null;
  /** A reader compares the guard's markers with the ref: no wave on this guard walks to the entry. */
  verified?: true;
}

export function readHeader(blob: Buffer): EntryHeader {
  return {
    hasValue: blob[OFFSET.state] === 1,
    onInvalidate: ((blob[OFFSET.flags] ?? 0) & 1) === 1 ? 'soft' : 'hard',
    inherits: ((blob[OFFSET.flags] ?? 0) & 2) === 2,
    codec: blob[OFFSET.codec] ?? 0,
    generation: blob.readDoubleBE(OFFSET.generation),
    sequence: blob.readDoubleBE(OFFSET.sequence),
    createdAtMs: blob.readDoubleBE(OFFSET.createdAt),
    softExpiryMs: blob.readDoubleBE(OFFSET.softExpiry),
    hardExpiryMs: blob.readDoubleBE(OFFSET.hardExpiry),
    staleSinceMs: blob.readDoubleBE(OFFSET.staleSince),
    leaseEndMs: blob.readDoubleBE(OFFSET.leaseEnd),
    fingerprint: fingerprintIn(blob),
    loadCostUs: blob.readUInt32BE(OFFSET.loadCostUs),
    refsLength: blob.readUInt32BE(OFFSET.refsLength),
    valueLength: blob.readUInt32BE(OFFSET.valueLength),
    checksum: blob.readUInt32BE(OFFSET.checksum),
  };
}

/** 16 hex digits. */
export const fingerprintIn = (blob: Buffer): string =>
  blob.toString('hex', OFFSET.fingerprint, OFFSET.fingerprint + 8);

export function writeHeader(header: EntryHeader): Buffer {
  const blob = Buffer.alloc(HEADER_BYTES);
  fillHeader(blob, header);
  return blob;
}

/** A whole entry in one buffer: header, refs, value. `checksumOf` sees the value where it lies. */
export function writeEntry(
  header: Omit<EntryHeader, 'refsLength' | 'valueLength' | 'checksum'>,
  refs: readonly Ref[],
  value: { data: string | Buffer; sizeBytes: number },
  checksumOf: (blob: Buffer, start: number, end: number) => number,
): Buffer {
  const texts = refs.map((ref) => Buffer.byteLength(ref.guard, 'utf8'));
  const refsLength = texts.reduce((sum, length) => sum + REF_BYTES + length, 2);
  const start = HEADER_BYTES + refsLength;
  const blob = Buffer.allocUnsafe(start + value.sizeBytes);
  blob.fill(0, 0, HEADER_BYTES);
  fillRefs(blob, HEADER_BYTES, refs, texts);
  if (typeof value.data === 'string') blob.write(value.data, start, 'utf8');
  else value.data.copy(blob, start);
  const checksum = checksumOf(blob, start, blob.length);
  fillHeader(blob, { ...header, refsLength, valueLength: value.sizeBytes, checksum });
  return blob;
}

function fillHeader(blob: Buffer, header: EntryHeader): void {
  blob[OFFSET.version] = FORMAT_VERSION;
  blob[OFFSET.state] = header.hasValue ? 1 : 0;
  blob[OFFSET.flags] = (header.onInvalidate === 'soft' ? 1 : 0) | (header.inherits ? 2 : 0);
  blob[OFFSET.codec] = header.codec;
  blob.writeDoubleBE(header.generation, OFFSET.generation);
  blob.writeDoubleBE(header.sequence, OFFSET.sequence);
  // Times, 0 in a request: most headers are written before the node fills them in.
  if (header.createdAtMs !== 0) blob.writeDoubleBE(header.createdAtMs, OFFSET.createdAt);
  if (header.softExpiryMs !== 0) blob.writeDoubleBE(header.softExpiryMs, OFFSET.softExpiry);
  if (header.hardExpiryMs !== 0) blob.writeDoubleBE(header.hardExpiryMs, OFFSET.hardExpiry);
  if (header.staleSinceMs !== 0) blob.writeDoubleBE(header.staleSinceMs, OFFSET.staleSince);
  if (header.leaseEndMs !== 0) blob.writeDoubleBE(header.leaseEndMs, OFFSET.leaseEnd);
  blob.write(header.fingerprint, OFFSET.fingerprint, 8, 'hex');
  blob.writeUInt32BE(Math.min(0xffff_ffff, Math.round(header.loadCostUs)), OFFSET.loadCostUs);
  blob.writeUInt32BE(header.refsLength, OFFSET.refsLength);
  blob.writeUInt32BE(header.valueLength, OFFSET.valueLength);
  blob.writeUInt32BE(header.checksum, OFFSET.checksum);
}

const kinds: readonly EdgeKind[] = ['tag', 'declared', 'captured'];

/** Bytes of a ref beside its text. */
const REF_BYTES = 14;
/** Bit of `flags`. */
export const VERIFIES = 4;
/** Bit of a ref's kind. */
const VERIFIED = 128;

/** refs := u16 count, then per ref: u8 kind (+ 128 when verified), u8 depth, u16 via (index + 1, 0 = none), f64 ref, u16 length, text. */
export function encodeRefs(refs: readonly Ref[]): Buffer {
  const texts = refs.map((ref) => Buffer.byteLength(ref.guard, 'utf8'));
  const out = Buffer.alloc(texts.reduce((sum, length) => sum + REF_BYTES + length, 2));
  fillRefs(out, 0, refs, texts);
  return out;
}

function fillRefs(out: Buffer, start: number, refs: readonly Ref[], lengths: number[]): void {
  const index = refs.some((ref) => ref.via !== null)
    ? new Map<string, number>(refs.map((ref, i) => [ref.guard, i + 1]))
    : null;
  out.writeUInt16BE(refs.length, start);
  let at = start + 2;
  refs.forEach((ref, i) => {
    const length = lengths[i] ?? 0;
    out[at] = kinds.indexOf(ref.kind);
    out[at + 1] = Math.min(255, ref.depth);
    out.writeUInt16BE(ref.via === null ? 0 : (index?.get(ref.via) ?? 0), at + 2);
    out.writeDoubleBE(ref.ref, at + 4);
    out.writeUInt16BE(length, at + 12);
    out.write(ref.guard, at + REF_BYTES, 'utf8');
    at += REF_BYTES + length;
  });
}

/** `sequence` is the header's: a ref written as 0 means it (a plain set learns its sequence inside the script). */
export function decodeRefs(blob: Buffer, sequence = 0): Ref[] {
  if (blob.length < 2) return [];
  const count = blob.readUInt16BE(0);
  const refs: Ref[] = [];
  const vias: number[] = [];
  let at = 2;
  for (let i = 0; i < count; i++) {
    const length = blob.readUInt16BE(at + 12);
    vias.push(blob.readUInt16BE(at + 2));
    refs.push({
      kind: kinds[(blob[at] ?? 0) & ~VERIFIED] ?? 'captured',
      ...(((blob[at] ?? 0) & VERIFIED) === 0 ? {} : { verified: true }),
      depth: blob[at + 1] ?? 1,
      ref: blob.readDoubleBE(at + 4) || sequence,
      guard: blob.toString('utf8', at + 14, at + 14 + length) as Ref['guard'],
      via: null,
    });
    at += 14 + length;
  }
  refs.forEach((ref, i) => {
    const via = vias[i] ?? 0;
    ref.via = via === 0 ? null : (refs[via - 1]?.guard ?? null);
  });
  return refs;
}

/** Marks refs of a whole entry as verified, by their place in the list. */
export function markVerified(blob: Buffer, verified: readonly number[]): void {
  if (verified.length === 0) return;
  blob[OFFSET.flags] = (blob[OFFSET.flags] ?? 0) | VERIFIES;
  let at = HEADER_BYTES + 2;
  for (let i = 0; i < blob.readUInt16BE(HEADER_BYTES); i++) {
    if (verified.includes(i)) blob[at] = (blob[at] ?? 0) | VERIFIED;
    at += REF_BYTES + blob.readUInt16BE(at + 12);
  }
}

/** The verify list of a whole entry; the other refs are passed over without being read. */
export function verifyListOf(blob: Buffer): { guard: Ref['guard']; ref: number }[] {
  const list: { guard: Ref['guard']; ref: number }[] = [];
  const sequence = blob.readDoubleBE(OFFSET.sequence);
  let at = HEADER_BYTES + 2;
  for (let left = blob.readUInt16BE(HEADER_BYTES); left > 0; left--) {
    const length = blob.readUInt16BE(at + 12);
    if (((blob[at] ?? 0) & VERIFIED) !== 0) {
      const text = blob.toString('utf8', at + REF_BYTES, at + REF_BYTES + length);
      list.push({ guard: text as Ref['guard'], ref: blob.readDoubleBE(at + 4) || sequence });
    }
    at += REF_BYTES + length;
  }
  return list;
}
