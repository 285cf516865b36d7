// The second codec's library. It stands here because the engine depends on nothing but Node.
import { Packr, Unpackr } from 'msgpackr';
import type { RecordCodec } from '../engine/codec';

// Without structures of its own: each value carries the records it uses, so that no process needs to know another's.
const packr = new Packr({ useRecords: true });
// Bytes inside a value are copied: a small one must not keep a whole entry's buffer alive.
const unpackr = new Unpackr({ useRecords: true, copyBuffers: true });

export const records: RecordCodec = {
  pack: (value) => packr.pack(value),
  unpack: (blob, start, end) => unpackr.unpack(blob, { start, end }) as unknown,
};
