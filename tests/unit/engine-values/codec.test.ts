import fc from 'fast-check';
import { Unpackr } from 'msgpackr';
import { describe, expect, test } from 'vitest';
import {
  decodeValue,
  encodeValue,
  fingerprintOf,
  MAX_VALUE_BYTES,
  spotSum,
  spotSumOf,
  installRecords,
} from '@/server/engine/codec';
import { COMPRESSED, compress } from '@/server/engine/compression';
import { records } from '@/server/redis/records';

installRecords(records);

const names = ['json', 'msgpackr'] as const;
const bytesOf = (data: string | Buffer) => (typeof data === 'string' ? Buffer.from(data) : data);

/** Written by one process, read at an offset in the middle of an entry by another. */
function roundTrip(encoded: { data: string | Buffer; codec: number; sizeBytes: number }) {
  const value = bytesOf(encoded.data);
  expect(encoded.sizeBytes).toBe(value.length);
  const blob = Buffer.concat([Buffer.alloc(7, 9), value]);
  const checksum = spotSumOf(encoded);
  expect(checksum).toBe(spotSum(blob, 7, blob.length));
  return decodeValue(blob, 7, blob.length, encoded.codec, checksum);
}

describe.each(names)('%s', (name) => {
  test('gives every plain value back as it was, whatever was written before', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(roundTrip(encodeValue('k', plain, name))).toEqual({ ok: true, value: plain });
      }),
      { numRuns: 300 },
    );
  });

  test('of the same value twice has the same fingerprint, of another one another', () => {
    const print = (value: unknown) => fingerprintOf(encodeValue('k', value, name));
    expect(print({ a: 1, b: [2] })).toBe(print({ a: 1, b: [2] }));
    expect(print({ a: 1, b: [2] })).not.toBe(print({ a: 1, b: [3] }));
    expect(print(null)).toMatch(/^[0-9a-f]{16}$/);
  });

  test('refuses what it cannot hold, and names the key', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    for (const value of [() => 1, Symbol('s'), loop]) {
      expect(() => encodeValue('k', value, name)).toThrow(
        expect.objectContaining({
          code: 'invalid-option',
          message: expect.stringContaining('"k"') as string,
        }),
      );
    }
    const large = { text: 'x'.repeat(MAX_VALUE_BYTES) };
    expect(() => encodeValue('k', large, name)).toThrow(
      expect.objectContaining({ code: 'value-too-large' }),
    );
    expect(encodeValue('k', 'x'.repeat(MAX_VALUE_BYTES), name).sizeBytes).toBe(MAX_VALUE_BYTES);
  });
});

test('a record is read by a process that has never seen its shape', () => {
  // One writer that has written many shapes before, as a long-lived process has.
  for (let i = 0; i < 100; i++) encodeValue('k', { [`f${i}`]: i, same: 1 }, 'msgpackr');
  const rows = Array.from({ length: 50 }, (_, id) => ({ id, name: `n${id}`, sub: { id } }));
  const { data } = encodeValue('k', rows, 'msgpackr');
  expect(new Unpackr().unpack(bytesOf(data))).toEqual(rows);
});

test('dates, maps and bytes survive msgpackr', () => {
  const value = { at: new Date(5), map: new Map([['a', 1]]), bytes: Buffer.from('xy') };
  expect(roundTrip(encodeValue('k', value, 'msgpackr'))).toEqual({ ok: true, value });
});

describe('compression', () => {
  const rows = Array.from({ length: 3000 }, (_, id) => ({ id, name: `product ${id}`, stock: 5 }));

  test.each(names)('of %s: large values get smaller and come back', async (name) => {
    for (const value of [rows, rows.slice(0, 100), 'text '.repeat(4000)]) {
      const encoded = encodeValue('k', value, name);
      const packed = await compress(encoded, 1000);
      expect(packed.codec).toBe(encoded.codec + COMPRESSED);
      expect(packed.sizeBytes).toBeLessThan(encoded.sizeBytes * 0.8);
      expect(roundTrip(packed)).toEqual({ ok: true, value });
    }
  });

  test('small values, values that do not get smaller, and values of those who did not ask stay', async () => {
    const encoded = encodeValue('k', rows);
    expect(await compress(encoded, null)).toBe(encoded);
    expect(await compress(encoded, encoded.sizeBytes)).toBe(encoded);
    const noise = encodeValue(
      'k',
      Array.from({ length: 3000 }, () => Math.random()),
    );
    const packed = Buffer.from(bytesOf(noise.data)).map(() => Math.floor(Math.random() * 256));
    const incompressible = { data: Buffer.from(packed), codec: 3, sizeBytes: packed.length };
    expect(await compress(incompressible, 10)).toBe(incompressible);
  });

  test('that would unpack to more than an entry may hold is not decoded', async () => {
    const bomb = await compress({ data: Buffer.alloc(9_000_000), codec: 2, sizeBytes: 9e6 }, 1);
    expect(roundTrip(bomb)).toEqual({ ok: false });
  });
});

test('what was cut, mixed up or written by a codec of the future is not there', () => {
  for (const name of names) {
    const encoded = encodeValue('k', { a: 'x'.repeat(200), b: [1, 2, 3] }, name);
    const blob = bytesOf(encoded.data);
    const sum = spotSumOf(encoded);
    const at = (bytes: Buffer, codec = encoded.codec) =>
      decodeValue(bytes, 0, bytes.length, codec, sum);
    expect(at(blob.subarray(0, -1))).toEqual({ ok: false });
    expect(at(Buffer.concat([blob, blob]))).toEqual({ ok: false });
    expect(at(Buffer.alloc(blob.length, 7))).toEqual({ ok: false });
    expect(at(blob, 99)).toEqual({ ok: false });
    expect(at(blob, encoded.codec + COMPRESSED)).toEqual({ ok: false });
    expect(at(blob).ok).toBe(true);
  }
});
