import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TERMS, parseSelector, type Selector, writePath, writeSelector } from '@/lib/selectors';

function read(text: string): Selector {
  const parsed = parseSelector(text);
  if (!parsed.ok) throw new Error(`${parsed.fault.at}: ${parsed.fault.message}`);
  return parsed.selector;
}
const term = (method: string, value: string, up: unknown = 0, down: unknown = 0) => ({
  method,
  value,
  up,
  down,
});

describe('reading a selector', () => {
  it.each([
    ['tag:category:shoes+', [[term('tag', 'category:shoes', 0, 'all')]]],
    ['2+page:home', [[term('key', 'page:home', 2)]]],
    ['key:product:1+1', [[term('key', 'product:1', 0, 1)]]],
    ['state:stale', [[term('state', 'stale')]]],
    ['+type:product+3', [[term('type', 'product', 'all', 3)]]],
    ['a b', [[term('key', 'a')], [term('key', 'b')]]],
    ['a,b c', [[term('key', 'a'), term('key', 'b')], [term('key', 'c')]]],
    [' a , b ', [[term('key', 'a'), term('key', 'b')]]],
    ['tag:"a b, \\"c\\" \\\\+1"+2', [[term('tag', 'a b, "c" \\+1', 0, 2)]]],
    ['"c++"', [[term('key', 'c++')]]],
    ['key:tag:x', [[term('key', 'tag:x')]]],
    ['1+1', [[term('key', '1', 1)]]],
    ['a+b', [[term('key', 'a+b')]]],
    ['tags:shoes', [[term('key', 'tags:shoes')]]],
    ['🦊:{}*', [[term('key', '🦊:{}*')]]],
  ])('%s', (text, selector) => expect(read(text)).toEqual(selector));

  it.each([
    ['', 0, 1, 'empty'],
    ['tag:', 0, 4, 'tag: names nothing'],
    ['a tag:+1', 2, 4, 'tag: names nothing'],
    ['state:old', 6, 3, 'no state "old"'],
    ['state:missing', 6, 7, 'no state "missing"'],
    [', a', 0, 1, 'before this comma'],
    ['a,,b', 2, 1, 'before this comma'],
    ['a b,', 3, 1, 'after this comma'],
    ['x tag:"shoes', 6, 6, 'not closed'],
    ['tag:"a"b', 7, 1, 'after the closing quote'],
    ['99+a', 0, 2, 'steps are 1 to 64'],
    ['a+0', 2, 1, 'steps are 1 to 64'],
    ['a b+65', 4, 2, 'steps are 1 to 64'],
    ['+', 1, 1, 'a name is missing'],
    ['""', 0, 1, 'a name is missing'],
    ['key:a\u0007b', 5, 1, 'control characters'],
    [Array.from({ length: MAX_TERMS + 1 }, (_, i) => `k${i}`).join(' '), 190, 3, 'at most 50'],
    ['x'.repeat(4001), 4000, 1, 'at most 4000'],
  ])('points at what is wrong with %j and says how to mend it', (text, at, length, message) => {
    const parsed = parseSelector(text);
    expect(parsed).toMatchObject({ ok: false, fault: { at, length } });
    if (parsed.ok) return;
    expect(parsed.fault.message).toContain(message);
    expect(parsed.fault.fix).not.toBe('');
  });

  it('never throws and never points outside the text, whatever is typed', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'tag:',
        'key:',
        'state:',
        '+',
        '2+',
        '+3',
        '"',
        '\\',
        ',',
        ' ',
        'a',
        '\u202e',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const parsed = parseSelector(text);
        const holds = parsed.ok
          ? writeSelector(read(writeSelector(parsed.selector))) === writeSelector(parsed.selector)
          : parsed.fault.at <= text.length && parsed.fault.length > 0;
        expect([text, holds]).toEqual([text, true]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writing a selector', () => {
  const name = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      fc.constantFrom('a b', 'a,b', 'c++', 'x+12', '"', '\\', '\\"', 'tag:x', '+', '2+2', ' '),
    )
    .filter((text) => !/\p{Cc}/u.test(text));
  const reach = fc.oneof(fc.constant('all' as const), fc.integer({ min: 0, max: 64 }));
  const anyTerm = fc.oneof(
    fc.record({
      method: fc.constantFrom('tag' as const, 'key' as const, 'type' as const),
      value: name,
      up: reach,
      down: reach,
    }),
    fc.record({
      method: fc.constant('state' as const),
      value: fc.constantFrom('fresh', 'stale', 'loading'),
      up: reach,
      down: reach,
    }),
  );
  const anySelector = fc.array(fc.array(anyTerm, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  });

  it('is read back as the same selector, whatever the names', () => {
    fc.assert(
      fc.property(anySelector, (selector) => {
        expect(read(writeSelector(selector))).toEqual(selector);
      }),
      { numRuns: 2000 },
    );
  });

  it('a path is what lies downstream of one end and upstream of the other', () => {
    expect(writePath('tag:category:shoes', 'key:page home')).toBe(
      'tag:category:shoes+,+key:"page home"',
    );
    expect(writePath('type:product', 'key:a')).toBeNull();
  });
});
