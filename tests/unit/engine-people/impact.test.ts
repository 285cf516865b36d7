import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ref } from '../../../server/engine/entry';
import { SetFingerprint } from '../../../server/engine/people/fingerprint';
import { type LiveEntry, sumImpact } from '../../../server/engine/people/impact';
import { lastEdge, traceOf } from '../../../server/engine/people/trace';

const print = (keys: readonly string[]): string => {
  const fingerprint = new SetFingerprint();
  for (const key of keys) fingerprint.add(key);
  return fingerprint.toString();
};

describe('the fingerprint of a set', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), (keys) => {
        expect(print([...keys].reverse())).toBe(print(keys));
      }),
    );
  });

  it('tells sets apart that differ in one key', () => {
    const base = Array.from({ length: 500 }, (_, i) => `product:${i}`);
    const others = base.map((_, i) => print(base.with(i, `product:${i + 500}`)));
    expect(new Set([print(base), ...others]).size).toBe(501);
    expect(print(base)).toMatch(/^500-[0-9a-f]{16}$/);
  });
});

describe('an impact', () => {
  const entry = (key: string, over: Partial<LiveEntry> = {}): LiveEntry => ({
    key,
    depth: 1,
    state: 'fresh',
    reads: 0,
    loadCostMs: 2,
    linked: true,
    ...over,
  });

  it('adds up levels, types and costs, and sorts the busiest first', () => {
    const entries = [
      entry('page:1', { depth: 2, reads: 5 }),
      entry('p:2', { loadCostMs: 0 }),
      entry('p:1', { reads: 9, state: 'stale' }),
      entry('p:0', { depth: 0 }),
    ];
    const impact = sumImpact(entries, (key) => key.startsWith('p:'));
    expect(impact).toMatchObject({
      total: 4,
      levels: [
        { depth: 0, count: 1 },
        { depth: 1, count: 2 },
        { depth: 2, count: 1 },
      ],
      byType: [
        { type: 'p', count: 3, loadCostMs: 4, reads: 9 },
        { type: 'page', count: 1, loadCostMs: 2, reads: 5 },
      ],
      loadCostMs: 6,
      unmeasured: 1,
      warmable: 3,
      warmCostMs: 4,
    });
    expect(entries.map((one) => one.key)).toEqual(['p:1', 'page:1', 'p:0', 'p:2']);
  });

  it('names the direct dependency through which a distant guard reached the entry', () => {
    const refs: Ref[] = [
      { guard: 'k:list', ref: 1, depth: 1, kind: 'captured', via: null },
      { guard: 't:red', ref: 1, depth: 2, kind: 'tag', via: 'k:list' },
    ];
    expect(lastEdge(refs, 't:red')).toBe('k:list');
    expect(lastEdge(refs, 'k:list')).toBe('k:list');
    expect(lastEdge([], 't:gone')).toBe('t:gone');
  });

  it('tells the way from the target through guards that were found on it', () => {
    const reached = new Map([
      ['p:1', { depth: 0, via: null }],
      ['list', { depth: 1, via: 'k:p:1' as const }],
      ['home', { depth: 2, via: 'k:list' as const }],
      ['mail', { depth: 4, via: 'k:home' as const }],
    ]);
    const refs: Ref[] = [
      { guard: 'k:top', ref: 1, depth: 1, kind: 'captured', via: null },
      { guard: 'k:home', ref: 1, depth: 2, kind: 'declared', via: 'k:top' },
    ];
    expect(traceOf({ depth: 4, via: 'k:home' }, refs, reached)).toEqual({
      path: ['key:p:1', 'key:list', 'key:home', 'key:top'],
      kind: 'captured',
    });
    expect(traceOf({ depth: 0, via: null }, refs, reached)).toEqual({ path: [], kind: null });
    expect(traceOf({ depth: 1, via: 't:x' }, [], reached)).toMatchObject({ kind: 'tag' });
  });
});
