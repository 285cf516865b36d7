import { describe, expect, test } from 'vitest';
import { parseTargets } from '@/components/purge/purge-targets';

describe('what somebody types as targets of a purge', () => {
  test('a list says on each line what it is; a bare line is a key', () => {
    const text =
      'tag:category:shoes\nkey:product:42\r\n\n  product:43  \nprefix:listing:\nproduct:43';
    expect(parseTargets('list', text)).toEqual({
      targets: { tags: ['category:shoes'], keys: ['product:42', 'product:43'], prefix: 'listing:' },
      count: 4,
      duplicates: 1,
    });
  });

  test('in the other kinds a line is a name, whatever it looks like', () => {
    expect(parseTargets('tags', 'key:a\ntag:b')).toMatchObject({
      targets: { tags: ['key:a', 'tag:b'] },
    });
    expect(parseTargets('keys', 'tag:a')).toMatchObject({ targets: { keys: ['tag:a'] } });
    expect(parseTargets('prefix', 'a*?[')).toMatchObject({ targets: { prefix: 'a*?[' } });
  });

  test('nothing is named by blanks alone', () => {
    expect(parseTargets('list', ' \n\n')).toBeNull();
  });

  test('what cannot be used is told with its line', () => {
    expect(parseTargets('keys', `a\n${'x'.repeat(513)}`)).toEqual({
      error: 'a key has at most 512 bytes',
      line: 2,
    });
    expect(parseTargets('list', 'prefix:a\nprefix:b')).toMatchObject({ line: 2 });
    const many = Array.from({ length: 10_001 }, (_, i) => `k:${i}`).join('\n');
    expect(parseTargets('keys', many)).toEqual({ error: 'at most 10000 keys at once', line: null });
  });
});
