// Compression of large values: off unless asked for. Fast deflate, kept only where it pays; the codec's number says so.
import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EncodedValue } from './codec';

/** Added to the codec's number. */
export const COMPRESSED = 128;
/** Above, compressing would hold the event loop for more than about a millisecond: a thread does it. */
const SYNC_BYTES = 64 * 1024;
/** Kept when it saves at least this share: reading it again costs about what it took from the wire. */
const SAVES = 0.2;
const options = { level: constants.Z_BEST_SPEED };
const deflateBehind = promisify(deflateRaw);

/** The value, compressed when it is larger than `aboveBytes` (null: never) and gets smaller by it. */
export function compress(
  value: EncodedValue,
  aboveBytes: number | null,
): EncodedValue | Promise<EncodedValue> {
  if (aboveBytes === null || value.sizeBytes <= aboveBytes) return value;
  const whole = Buffer.isBuffer(value.data) ? value.data : Buffer.from(value.data, 'utf8');
  if (whole.length <= SYNC_BYTES) return smaller(value, deflateRawSync(whole, options));
  return deflateBehind(whole, options).then((packed) => smaller(value, packed));
}

function smaller(value: EncodedValue, packed: Buffer): EncodedValue {
  if (packed.length > value.sizeBytes * (1 - SAVES)) return value;
  return { data: packed, codec: value.codec + COMPRESSED, sizeBytes: packed.length };
}

/** Throws when it is not what `compress` made, or when it would grow past `limitBytes`. */
export const inflate = (packed: Buffer, limitBytes: number): Buffer =>
  inflateRawSync(packed, { maxOutputLength: limitBytes });
