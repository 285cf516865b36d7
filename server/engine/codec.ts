// Values on their way into an entry and back. The codec's number is stored with every entry, so that others can live
// beside it: text goes as it is, everything else as JSON. A value that does not decode is a miss, never an error.
import { hash } from 'node:crypto';
import { FreshetError } from './errors';

export const JSON_CODEC = 1;
export const TEXT_CODEC = 2;
/** Largest stored value. */
export const MAX_VALUE_BYTES = 8 * 1024 * 1024;

export interface EncodedValue {
  text: string;
  codec: number;
  sizeBytes: number;
}

/** `undefined` is stored as null. Throws `value-too-large` past 8 MiB and `invalid-option` for what JSON cannot hold. */
export function encodeValue(key: string, value: unknown): EncodedValue {
  const plain = typeof value === 'string';
  const text: string | undefined = plain ? value : JSON.stringify(value ?? null);
  if (text === undefined) {
    throw new FreshetError(
      'invalid-option',
      `the value of key ${JSON.stringify(key)} is a ${typeof value}, which JSON cannot hold: store plain data`,
    );
  }
  const sizeBytes = Buffer.byteLength(text, 'utf8');
  if (sizeBytes > MAX_VALUE_BYTES) {
    throw new FreshetError(
      'value-too-large',
      `the value of key ${JSON.stringify(key)} has ${sizeBytes} bytes: an entry holds at most ${MAX_VALUE_BYTES}`,
    );
  }
  return { text, codec: plain ? TEXT_CODEC : JSON_CODEC, sizeBytes };
}

/** 16 hex digits; equal values have equal fingerprints. */
export const fingerprintOf = (encoded: EncodedValue): string =>
  hash('sha1', encoded.text).slice(0, 16);
/** What a plain set stores: nobody loaded it, so nobody asks whether a load changed it. */
export const NO_FINGERPRINT = '0000000000000000';

export type Decoded = { ok: true; value: unknown } | { ok: false };

/** Decodes `blob` from `start` to `end`; `checksum` is the header's. */
export function decodeValue(
  blob: Buffer,
  start: number,
  end: number,
  codec: number,
  checksum: number,
): Decoded {
  if (end !== blob.length || spotSum(blob, start, end) !== checksum) return { ok: false };
  try {
    const text = blob.toString('utf8', start, end);
    if (codec === TEXT_CODEC) return { ok: true, value: text };
    return codec === JSON_CODEC ? { ok: true, value: JSON.parse(text) } : { ok: false };
  } catch {
    return { ok: false };
  }
}

const SPOTS = 32;

/**
 * A sum over 32 evenly spaced bytes and the length: finds a value that was cut, shifted or mixed with another one. Bits
 * that flip on the way are TCP's to find; a full checksum would cost a tenth of a hit.
 */
export function spotSum(blob: Buffer, start: number, end: number): number {
  const step = Math.max(1, Math.floor((end - start) / SPOTS));
  let sum = end - start;
  for (let at = start; at < end; at += step) sum = (Math.imul(sum, 31) + (blob[at] ?? 0)) | 0;
  return sum >>> 0;
}

/** The same of a value that is still text: of one byte per character it need not be written down first. */
export function spotSumOf({ text, sizeBytes }: EncodedValue): number {
  if (text.length !== sizeBytes) return spotSum(Buffer.from(text, 'utf8'), 0, sizeBytes);
  const step = Math.max(1, Math.floor(sizeBytes / SPOTS));
  let sum = sizeBytes;
  for (let at = 0; at < sizeBytes; at += step) {
    sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  }
  return sum >>> 0;
}
