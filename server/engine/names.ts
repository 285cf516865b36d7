// Names as users write them: keys and tags, the type of a key, and the two spellings of a guard
// (`t:x`/`k:x` inside, `tag:x`/`key:x` for people).
import { FreshetError } from './errors';
import type { Guard } from './ports';

const MAX_BYTES = 512;
const SHOWN_CHARACTERS = 80;
const plainName = /^[\x20-\x7e]{1,512}$/;

/** Returns the key when it is 1–512 bytes of UTF-8 without control characters; throws `invalid-key` otherwise. */
export function checkKey(key: string): string {
  // Nearly every key is short printable ASCII, and this stands on the path of every hit.
  if (typeof key === 'string' && plainName.test(key)) return key;
  const fault = faultOf(key);
  if (fault !== null) throw new FreshetError('invalid-key', `key ${show(key)} ${fault}`);
  return key;
}

/** Returns the tag when it is 1–512 bytes of UTF-8 without control characters; throws `invalid-tag` otherwise. */
export function checkTag(tag: string): string {
  const fault = faultOf(tag);
  if (fault !== null) throw new FreshetError('invalid-tag', `tag ${show(tag)} ${fault}`);
  return tag;
}

/** The text before the first colon, or the whole name: `product:42` is of type `product`. */
export function typeOf(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(0, colon);
}

export const tagGuard = (tag: string): Guard => `t:${tag}`;
export const keyGuard = (key: string): Guard => `k:${key}`;
export const isTagGuard = (guard: Guard): boolean => guard.startsWith('t:');
/** The tag or key a guard stands for. */
export const guardName = (guard: Guard): string => guard.slice(2);

/** `t:x` → `tag:x`, `k:x` → `key:x`: how people and the graph see a guard. */
export function guardId(guard: Guard): string {
  return isTagGuard(guard) ? `tag:${guardName(guard)}` : `key:${guardName(guard)}`;
}

/** `tag:x` → `t:x`, `key:x` → `k:x`; null for any other text. */
export function idGuard(id: string): Guard | null {
  if (id.length <= 4) return null;
  if (id.startsWith('tag:')) return tagGuard(id.slice(4));
  if (id.startsWith('key:')) return keyGuard(id.slice(4));
  return null;
}

function faultOf(name: unknown): string | null {
  if (typeof name !== 'string') return `is a ${typeof name}: give a string`;
  if (name === '') return 'is empty: give at least one character';
  // Every UTF-16 unit is at most three bytes of UTF-8: short names need no counting.
  if (name.length * 3 > MAX_BYTES && Buffer.byteLength(name) > MAX_BYTES)
    return `is ${Buffer.byteLength(name)} bytes long: shorten it to ${MAX_BYTES}, for example with a hash of its long part`;
  if (/\p{Cc}/u.test(name)) return 'holds a control character: remove it or encode it';
  if (/\p{Cs}/u.test(name)) return 'is not well-formed Unicode (half of a surrogate pair): fix it';
  return null;
}

function show(name: unknown): string {
  const text = typeof name === 'string' ? JSON.stringify(name) : String(name);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
