import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkKey,
  checkTag,
  guardId,
  guardName,
  idGuard,
  keyGuard,
  tagGuard,
  typeOf,
} from '../../../server/engine/names';
import type { Guard } from '../../../server/engine/ports';
import {
  checkNamespace,
  entryKey,
  entryPattern,
  guardKey,
  parseEntryKey,
  parseGuardKey,
} from '../../../server/redis/keyspace';

const name = fc
  .string({ minLength: 1, maxLength: 120, unit: 'grapheme' })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

describe('names', () => {
  it('accepts any text of 1 to 512 bytes without control characters', () => {
    fc.assert(fc.property(name, (text) => checkKey(text) === text && checkTag(text) === text));
    expect(checkKey('é'.repeat(256))).toHaveLength(256);
  });

  it.each([
    ['', /empty/],
    ['x'.repeat(513), /513 bytes.*512/],
    ['é'.repeat(257), /514 bytes/],
    ['a\nb', /control character/],
    ['a\u0000b', /control character/],
    ['a\u0085b', /control character/],
    ['a\ud800b', /surrogate/],
  ])('refuses %j and says why', (text, why) => {
    expect(() => checkKey(text)).toThrow(expect.objectContaining({ code: 'invalid-key' }));
    expect(() => checkTag(text)).toThrow(expect.objectContaining({ code: 'invalid-tag' }));
    expect(() => checkKey(text)).toThrow(why);
  });

  it('takes the type from the text before the first colon', () => {
    expect(typeOf('product:42:x')).toBe('product');
    expect(typeOf('home')).toBe('home');
  });

  it('spells a guard for people and back', () => {
    expect(guardId(tagGuard('a:b'))).toBe('tag:a:b');
    expect(guardId(keyGuard('a:b'))).toBe('key:a:b');
    expect(idGuard('tag:a:b')).toBe('t:a:b');
    expect(idGuard('key:a:b')).toBe('k:a:b');
    for (const text of ['', 'tag:', 'key:', 'type:x', 'x']) expect(idGuard(text)).toBeNull();
  });
});

describe('key names', () => {
  it('give back every key and tag, and let no text pick a Cluster slot', () => {
    fc.assert(
      fc.property(name, (text) => {
        const guard: Guard = `t:${text}`;
        const names = [entryKey('ns', text), guardKey('ns', guard)];
        expect(names.some((one) => one.includes('{'))).toBe(false);
        expect(parseEntryKey('ns', names[0] ?? '')).toBe(text);
        expect(parseGuardKey('ns', names[1] ?? '')).toBe(guard);
        expect(guardName(guard)).toBe(text);
      }),
    );
  });

  it('belong to one namespace', () => {
    expect(parseEntryKey('a', entryKey('ab', 'x'))).toBeNull();
    expect(parseGuardKey('a', 'g:a:x:y')).toBeNull();
    expect(parseGuardKey('a', entryKey('a', 't:x'))).toBeNull();
  });

  it('take a prefix literally in patterns', () => {
    expect(entryPattern('n', 'a*b?[c]\\{')).toBe('e:n:a\\*b\\?\\[c\\]\\\\\x01*');
  });

  it('refuse a namespace that could be mistaken', () => {
    for (const ns of ['', 'a:b', 'a b', '{a}', 'x'.repeat(65)])
      expect(() => checkNamespace(ns)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
    expect(checkNamespace('shop_1.A-b')).toBe('shop_1.A-b');
  });
});
