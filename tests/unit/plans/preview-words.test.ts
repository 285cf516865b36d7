import { describe, expect, test } from 'vitest';
import { countOf, idsIn, withId } from '@/components/preview/ids-text';
import { fromLocal, toLocal } from '@/components/preview/local-time';
import type { PreviewImpact } from '@/lib/contract';
import {
  confidenceOf,
  describeConfidence,
  describeDrift,
  describePreview,
  describeSubject,
  describeTypes,
  forecastLoad,
} from '@/lib/preview-words';

const impact: PreviewImpact = {
  total: 214,
  levels: [],
  byType: [
    { type: 'listing', count: 209, loadCostMs: 5_900, reads: 70 },
    { type: 'product', count: 3, loadCostMs: 60, reads: 7 },
    { type: 'home', count: 2, loadCostMs: 40, reads: 9 },
  ],
  trafficShare: 0.07,
  loadCostMs: 6_000,
  unmeasured: 0,
  warmable: 200,
  warmCostMs: 5_000,
  gone: 0,
  surveyed: 10_377,
  unknown: 12,
  sample: [],
  fingerprint: '214-x',
  durationMs: 1,
  confirm: { reasonAbove: 100, typedAbove: 10_000, protectedTags: [] },
};
const prices = { entity: 'product', kind: 'price', count: 3, sample: ['1', '2', '3'] } as const;
const subject = { ...prices, sample: [...prices.sample] };

describe('a preview in words', () => {
  test('is one sentence with real numbers', () => {
    expect(describePreview({ subject, impact })).toBe(
      '3 prices of product → 214 pages and parts refresh: 209 listing, 3 product and 2 home. They are about 7.0 % of the last hour’s reads, and need about 6.0 s of origin work to load again.',
    );
  });

  test('says what was never measured instead of leaving it out', () => {
    const some = describePreview({ subject, impact: { ...impact, unmeasured: 4 } });
    expect(some).toContain('about 6.0 s of origin work (4 never measured)');
    const none = describePreview({
      subject,
      impact: { ...impact, unmeasured: 214, loadCostMs: 0 },
    });
    expect(none).toContain('need work that was never measured');
  });

  test('of nothing says so', () => {
    expect(describePreview({ subject, impact: { ...impact, total: 0 } })).toBe(
      '3 prices of product: nothing that is cached now would change.',
    );
  });

  test('names a single thing, and targets that are no things', () => {
    expect(describeSubject({ ...subject, count: 1, sample: ['42'] })).toBe('1 price of product 42');
    const tags = { entity: null, kind: null, count: 1, sample: ['tag:category:shoes'] };
    expect(describeSubject(tags)).toBe('tag category:shoes');
    expect(describeSubject({ ...tags, count: 4 })).toBe('4 targets');
  });

  test('adds up the types it does not name', () => {
    expect(describeTypes(impact.byType, 1)).toBe('209 listing and 5 of other types');
    expect(describeTypes(impact.byType.slice(0, 1))).toBe('209 listing');
  });

  test('counts what nothing is known of against its confidence', () => {
    expect(confidenceOf(impact)).toBeCloseTo(10_365 / 10_377);
    expect(describeConfidence(impact)).toContain('12 of 10,377 cached entries record neither');
    expect(confidenceOf({ ...impact, surveyed: null, unknown: null })).toBeNull();
    expect(describeConfidence({ ...impact, surveyed: null, unknown: null })).toContain('not known');
  });

  test('reckons with loads at once, never with more than there are', () => {
    expect(forecastLoad(100, 8_000)).toEqual({ loads: 100, workMs: 8_000, lastsMs: 2_000 });
    expect(forecastLoad(2, 8_000)).toMatchObject({ lastsMs: 4_000 });
    expect(forecastLoad(0, 0)).toMatchObject({ lastsMs: 0 });
  });
});

test.each([
  [{ same: true, drifted: false, now: 214 }, 'Checked: it would be the same now.'],
  [{ same: false, drifted: true, now: 300 }, 'Drifted: 214 when it was computed, 300 entries now.'],
  [{ same: false, drifted: false, now: 0 }, 'Fewer now: 214 when it was computed, 0 entries now.'],
  [
    { same: false, drifted: false, now: 220 },
    'A few more now: 214 when it was computed, 220 entries now.',
  ],
  [
    { same: false, drifted: false, now: 214 },
    'As many now, but not all the same entries: 214 entries.',
  ],
])('whether it still holds: %j', (drift, words) => {
  expect(describeDrift({ ...drift, seen: 214, checkedAt: '' })).toBe(words);
});

test('the ids field takes lines, commas and semicolons, and tells repeats', () => {
  expect(idsIn(' 1, 2;3\n\n2\r\n 4 ')).toEqual(['1', '2', '3', '4']);
  expect(countOf('1,2,2,1')).toBe('2 different ids; 2 repeated.');
  expect(countOf('1')).toBe('1 id.');
  expect(countOf(' \n')).toContain('One id a line');
  expect(withId('', '7')).toBe('7');
  expect(withId('1\n', '7')).toBe('1\n7');
  expect(withId('1\n7', '7')).toBe('1\n7');
});

test('a time chosen in the reader’s zone is the same instant on the way back', () => {
  const at = new Date('2026-11-27T22:00:00.000Z');
  expect(fromLocal(toLocal(at))).toEqual(at);
  expect(fromLocal('2026-11')).toBeNull();
  expect(fromLocal('')).toBeNull();
});
