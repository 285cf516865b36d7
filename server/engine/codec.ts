// Values on their way into an entry and back. The codec's number is stored with every entry, so that writers may differ and
// any reader reads them all: text goes as it is, everything else as JSON or, where asked for, as MessagePack with
// records, every value self-contained. A value that does not decode is a miss, never an error.
import { hash } from 'node:crypto';
import { COMPRESSED, inflate } from './compression';
import { FreshetError } from './errors';

export const JSON_CODEC = 1;
export const TEXT_CODEC = 2;
export const MSGPACK_CODEC = 3;
/** Largest stored value. */
export const MAX_VALUE_BYTES = 8 * 1024 * 1024;

export type CodecName = 'json' | 'msgpackr';

export interface EncodedValue {
  data: string | Buffer;
  codec: number;
  sizeBytes: number;
}

/** MessagePack with records, from outside: the engine depends on nothing but Node. */
export interface RecordCodec {
  pack(value: unknown): Buffer;
  unpack(blob: Buffer, start: number, end: number): unknown;
}
let records: RecordCodec | null = null;

/** Once per copy of this module, by whoever puts the engine together. */
export function installRecords(codec: RecordCodec): void {
  records = codec;
}

function packed(value: unknown): Buffer {
  if (records !== null) return records.pack(value);
  throw new FreshetError('invalid-option', "codec 'msgpackr' is not part of this engine");
}

/** `undefined` is stored as null. Throws `value-too-large` past 8 MiB and `invalid-option` for what the codec cannot hold. */
export function encodeValue(key: string, value: unknown, name: CodecName = 'json'): EncodedValue {
  if (typeof value === 'string') return sized(key, value, TEXT_CODEC);
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw unfit(key, `is a ${typeof value}, which a cache cannot hold`);
  }
  const plain = value ?? null;
  try {
    return name === 'json'
      ? sized(key, JSON.stringify(plain), JSON_CODEC)
      : sized(key, packed(plain), MSGPACK_CODEC);
  } catch (error) {
    if (error instanceof FreshetError) throw error;
    throw unfit(key, `cannot be written as ${name}`, error);
  }
}

function sized(key: string, data: string | Buffer | undefined, codec: number): EncodedValue {
  if (data === undefined) throw unfit(key, 'has a toJSON that gives nothing');
  const sizeBytes = typeof data === 'string' ? Buffer.byteLength(data, 'utf8') : data.length;
  if (sizeBytes <= MAX_VALUE_BYTES) return { data, codec, sizeBytes };
  throw new FreshetError(
    'value-too-large',
    `the value of key ${JSON.stringify(key)} has ${sizeBytes} bytes: an entry holds at most ${MAX_VALUE_BYTES}`,
  );
}

function unfit(key: string, what: string, cause?: unknown): FreshetError {
  const why = cause instanceof Error ? ` (${cause.message.slice(0, 200)})` : '';
  return new FreshetError(
    'invalid-option',
    `the value of key ${JSON.stringify(key)} ${what}${why}: store plain data`,
    { cause },
  );
}

/** 16 hex digits; equal values of one codec have equal fingerprints. Take it before compressing. */
export const fingerprintOf = (encoded: EncodedValue): string =>
  hash('sha1', encoded.data).slice(0, 16);
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
    if (codec < COMPRESSED) return decode(blob, start, end, codec);
    const whole = inflate(blob.subarray(start, end), MAX_VALUE_BYTES);
    return decode(whole, 0, whole.length, codec - COMPRESSED);
  } catch {
    return { ok: false };
  }
}

function decode(blob: Buffer, start: number, end: number, codec: number): Decoded {
  switch (codec) {
    case TEXT_CODEC:
      return { ok: true, value: blob.toString('utf8', start, end) };
    case JSON_CODEC:
      return { ok: true, value: JSON.parse(blob.toString('utf8', start, end)) };
    case MSGPACK_CODEC:
      if (records === null) return { ok: false };
      return { ok: true, value: records.unpack(blob, start, end) };
    default:
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

/** The same of a value that is not written down yet: text of one byte per character need not be for it. */
export function spotSumOf({ data, sizeBytes }: EncodedValue): number {
  if (typeof data !== 'string') return spotSum(data, 0, sizeBytes);
  if (data.length !== sizeBytes) return spotSum(Buffer.from(data, 'utf8'), 0, sizeBytes);
  const step = Math.max(1, Math.floor(sizeBytes / SPOTS));
  let sum = sizeBytes;
  for (let at = 0; at < sizeBytes; at += step) {
    sum = (Math.imul(sum, 31) + data.charCodeAt(at)) | 0;
  }
  return sum >>> 0;
}
