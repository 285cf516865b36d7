import { describe, expect, it } from 'vitest';
import { describeScope, describeSeenImpact } from '@/components/audit/audit-words';
import { describeImpact } from '@/components/purge/impact-summary';
import { viewLevels } from '@/components/waves/levels';
import type { ImpactView } from '@/lib/contract';

describe('levels of a wave', () => {
  it('shows the true count of a level also when the journal kept only a part of it', () => {
    const levels = viewLevels({
      levels: [
        { depth: 1, count: 2000 },
        { depth: 0, count: 1 },
      ],
      touched: [
        { key: 'product:1', depth: 0, via: null },
        { key: 'listing:a', depth: 1, via: 'key:product:1' },
      ],
    });
    expect(levels.map(({ depth, count, touched }) => [depth, count, touched.length])).toEqual([
      [0, 1, 1],
      [1, 2000, 1],
    ]);
  });

  it('loses no entry of a depth that the counts do not name', () => {
    const [level] = viewLevels({ levels: [], touched: [{ key: 'a', depth: 3, via: null }] });
    expect(level).toMatchObject({ depth: 3, count: 1 });
  });
});

describe('impact and audit in words', () => {
  const impact: ImpactView = {
    targets: { tags: ['a'] },
    total: 214,
    levels: [],
    byType: [{ type: 'listing', count: 214, loadCostMs: 6000, reads: 7 }],
    trafficShare: 0.07,
    loadCostMs: 6000,
    unmeasured: 0,
    warmable: 10,
    warmCostMs: 60,
    gone: 0,
    emptyTargets: 0,
    emptySample: [],
    surveyed: null,
    unknown: null,
    confirm: { reasonAbove: 100, typedAbove: 10_000, protectedTags: [] },
    sample: [],
    fingerprint: '214-x',
    durationMs: 1,
  };

  it('says how many, how busy, and what it costs', () => {
    expect(describeImpact(impact)).toBe(
      '214 live entries of 1 type. They got about 7.0 % of the last hour’s reads and cost about 6.0 s to load again.',
    );
    expect(describeImpact({ ...impact, total: 0 })).toBe('Nothing that is cached now matches.');
  });

  it('reads the scope of a purge and of an event, and shows any other as it is', () => {
    expect(describeScope({ targets: { tags: ['a'] }, mode: 'hard' })).toBe('tag a');
    expect(describeScope({ type: 'updated', entity: 'product', id: 42 })).toBe(
      'product 42 updated',
    );
    const change = { entity: 'product', kind: 'price' };
    expect(describeScope({ change: { ...change, ids: ['42'] } })).toBe('1 price of product 42');
    expect(describeScope({ change: { ...change, ids: { count: 5000, first: ['1'] } } })).toBe(
      '5,000 prices of product',
    );
    const subject = { ...change, count: 2, sample: ['1', '2'] };
    expect(describeScope({ previewId: 'p_1', subject })).toBe('2 prices of product');
    expect(describeScope({ email: 'a@b.test', role: 'admin' })).toBe('a@b.test as admin');
    expect(describeScope({ tokenId: 't1' })).toBe('{"tokenId":"t1"}');
    expect(describeScope(null)).toBe('–');
    expect(describeSeenImpact({ total: 1200 })).toBe('1,200');
    expect(describeSeenImpact(null)).toBe('–');
  });
});
