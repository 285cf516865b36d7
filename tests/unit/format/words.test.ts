import { describe, expect, it } from 'vitest';
import { targetsOfGuards } from '@/lib/guard';
import { describeCause, describeGuard, describeTargets } from '@/lib/words';

describe('causes and targets in words', () => {
  it('names the thing that changed', () => {
    const event = { type: 'updated', entity: 'product', id: 42 };
    expect(describeCause({ kind: 'event', event })).toBe('product 42 updated');
  });

  it('names who purged and why', () => {
    expect(describeCause({ kind: 'purge', actor: 'Ada', reason: 'wrong price' })).toBe(
      'Purge by Ada: wrong price',
    );
  });

  it('does not let a reason reorder the line', () => {
    expect(describeCause({ kind: 'call', reason: 'x\u202ey' })).toBe('Service call: x⟨U+202E⟩y');
  });

  it('names one target and counts many', () => {
    expect(describeTargets({ tags: ['category:shoes'] })).toBe('tag category:shoes');
    expect(describeTargets({ keys: ['a', 'b'], tags: ['c'] })).toBe('tag c and 2 keys');
    expect(describeTargets({ prefix: 'product:' })).toBe('everything that starts with product:');
  });

  it('keeps colons in names of tags and keys', () => {
    expect(describeGuard('tag:category:shoes')).toBe('tag category:shoes');
    expect(targetsOfGuards(['tag:category:shoes', 'key:product:42'])).toEqual({
      tags: ['category:shoes'],
      keys: ['product:42'],
    });
  });
});
