// Values on their way into an entry and back. JSON is codec 1; the number is stored with every entry so that a later
// codec can live beside it. A value that does not decode is a miss, never an error to the reader.
import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { FreshetError } from './errors';

export const JSON_CODEC = 1;
/** Largest stored value. */
export const MAX_VALUE_BYTES = 8 * 1024 * 1024;

export interface EncodedValue {
  bytes: Buffer;
  checksum: number;
  /** 16 hex digits; equal values have equal fingerprints. */
  fingerprint: string;
}

/** `undefined` is stored as null. Throws `value-too-large` past 8 MiB and `invalid-option` for what JSON cannot hold. */
export function encodeValue(key: string, value: unknown): EncodedValue {
  const text = JSON.stringify(value ?? null);
  if (text === undefined) {
    throw new FreshetError(
      'invalid-option',
      `the value of key ${JSON.stringify(key)} is a ${typeof value}, which JSON cannot hold: store plain data`,
    );
  }
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MAX_VALUE_BYTES) {
    throw new FreshetError(
      'value-too-large',
      `the value of key ${JSON.stringify(key)} has ${bytes.length} bytes: an entry holds at most ${MAX_VALUE_BYTES}`,
    );
  }
  return { bytes, checksum: crc32(bytes), fingerprint: hash('sha1', bytes).slice(0, 16) };
}

export type Decoded = { ok: true; value: unknown } | { ok: false };

export function decodeValue(bytes: Buffer, codec: number, checksum: number): Decoded {
  if (codec !== JSON_CODEC || crc32(bytes) !== checksum) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { ok: false };
  }
}
