import { describe, expect, it } from 'vitest';
import { judgeReads } from '@/scripts/demo/check/continuous-readers';
import { formatRows, percentile } from '@/scripts/demo/check/rows';

describe('the judgement of continuous readers', () => {
  const prices = [100, 101];
  const committed = [10, 30];
  const resolved = [20, 40];
  const judge = (startedAtMs: number, priceCents: number | null) =>
    judgeReads([{ startedAtMs, priceCents, path: '/' }], prices, committed, resolved);

  it('counts an old price after the wave resolved, also when the page shows no price at all', () => {
    expect(judge(21, 99)).toMatchObject({ judged: 1, old: 1 });
    expect(judge(41, 100)).toMatchObject({ judged: 1, old: 1 });
    expect(judge(41, null)).toMatchObject({ judged: 1, old: 1 });
  });

  it('does not count an old price before the wave resolved, and tells it apart', () => {
    expect(judge(5, 99)).toEqual({ judged: 0, old: 0, oldBefore: 0 });
    expect(judge(15, 99)).toEqual({ judged: 0, old: 0, oldBefore: 1 });
    expect(judge(35, 100)).toEqual({ judged: 1, old: 0, oldBefore: 1 });
  });

  it('takes a newer price than the last resolved one as right', () => {
    expect(judge(25, 101)).toEqual({ judged: 1, old: 0, oldBefore: 0 });
    expect(judge(41, 101)).toEqual({ judged: 1, old: 0, oldBefore: 0 });
  });
});

describe('the table', () => {
  it('marks each row as held or not, columns aligned', () => {
    const text = formatRows([
      { what: 'a', expected: '1', measured: '1', ok: true },
      { what: 'longer', expected: '0', measured: '2', ok: false },
    ]).split('\n');
    expect(text[2]).toMatch(/^✓ {2}a {7}1 {9}1$/);
    expect(text[3]).toMatch(/^✗ {2}longer {2}0 {9}2$/);
  });

  it('takes the value below which a share of the list lies', () => {
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
    expect(percentile([], 0.99)).toBe(0);
  });
});
