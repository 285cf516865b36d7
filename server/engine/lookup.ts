// One GET, looked at from here: is it something to serve?
import { decodeValue } from './codec';
import { decodeRefs, FORMAT_VERSION, HEADER_BYTES, OFFSET, type Ref } from './entry';
import type { MissReason } from './types';

export type Found =
  | { kind: 'fresh'; value: unknown }
  | { kind: 'stale'; value: unknown; reason: MissReason }
  | { kind: 'none'; reason: MissReason };

/**
 * `generation` is the reader's, `nowMs` its guess of the node's clock. An entry of a newer generation is served: its
 * writer knew more than this reader. A value that does not decode is not there.
 */
export function inspectBlob(blob: Buffer | null, generation: number, nowMs: number): Found {
  if (blob === null || blob.length < HEADER_BYTES) return { kind: 'none', reason: 'cold' };
  if (blob[OFFSET.state] !== 1) return { kind: 'none', reason: 'cold' };
  if (blob[OFFSET.version] !== FORMAT_VERSION) return { kind: 'none', reason: 'undecodable' };
  if (blob.readDoubleBE(OFFSET.generation) < generation) {
    return { kind: 'none', reason: 'invalidated' };
  }
  // A time that is set never begins with a zero byte.
  const marked = blob[OFFSET.staleSince] !== 0;
  const expired = blob.readDoubleBE(OFFSET.softExpiry) <= nowMs;
  if (expired && blob.readDoubleBE(OFFSET.hardExpiry) <= nowMs) {
    return { kind: 'none', reason: 'expired' };
  }
  const start = HEADER_BYTES + blob.readUInt32BE(OFFSET.refsLength);
  const end = start + blob.readUInt32BE(OFFSET.valueLength);
  const decoded = decodeValue(
    blob,
    start,
    end,
    blob[OFFSET.codec] ?? 0,
    blob.readUInt32BE(OFFSET.checksum),
  );
  if (!decoded.ok) return { kind: 'none', reason: 'undecodable' };
  if (!marked && !expired) return { kind: 'fresh', value: decoded.value };
  return { kind: 'stale', value: decoded.value, reason: marked ? 'invalidated' : 'expired' };
}

export function provenanceOf(blob: Buffer): { sequence: number; refs: Ref[] } {
  const sequence = blob.readDoubleBE(OFFSET.sequence);
  const end = HEADER_BYTES + blob.readUInt32BE(OFFSET.refsLength);
  return { sequence, refs: decodeRefs(blob.subarray(HEADER_BYTES, end), sequence) };
}
