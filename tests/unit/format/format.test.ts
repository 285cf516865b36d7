import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatPlural,
  formatRate,
  formatRatio,
} from '@/lib/format';

describe('numbers for people', () => {
  it('never calls a cache perfect or useless that is not', () => {
    expect(formatRatio(0.99999)).toBe('> 99.9 %');
    expect(formatRatio(0.00001)).toBe('< 0.1 %');
    expect(formatRatio(1)).toBe('100 %');
    expect(formatRatio(0)).toBe('0 %');
    expect(formatRatio(0.9731)).toBe('97.3 %');
    expect(formatRatio(null)).toBe('–');
  });

  it('writes counts in full until they no longer fit', () => {
    expect(formatCount(10377)).toBe('10,377');
    expect(formatCompact(9999)).toBe('9,999');
    expect(formatCompact(1_250_000)).toBe('1.3M');
  });

  it('counts one as one', () => {
    expect(formatPlural(1, 'entry', 'entries')).toBe('1 entry');
    expect(formatPlural(0, 'entry', 'entries')).toBe('0 entries');
  });

  it.each([
    [0, '0 ms'],
    [0.04, '< 0.1 ms'],
    [0.42, '0.4 ms'],
    [38.4, '38 ms'],
    [999.4, '999 ms'],
    [1200, '1.2 s'],
    [9949, '9.9 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [3_600_000, '1 h'],
    [5_400_000, '1.5 h'],
    [172_800_000, '2 d'],
    [-12_000, '−12 s'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('never shows 60 of a unit that has a larger one', () => {
    for (let ms = 1; ms < 90_000_000; ms = Math.ceil(ms * 1.003))
      expect(formatDuration(ms)).not.toMatch(/^(1000 ms|60 s|60 min|24 h)$/);
  });

  it('writes bytes by powers of ten', () => {
    expect(formatBytes(512)).toBe('512 B');
    expect(formatBytes(2400)).toBe('2.4 kB');
    expect(formatBytes(999_600)).toBe('1.0 MB');
  });

  it('says that a rare thing is rare, not that it never happens', () => {
    expect(formatRate(0.01)).toBe('< 0.1');
    expect(formatRate(0)).toBe('0');
    expect(formatRate(3.14)).toBe('3.1');
    expect(formatRate(1204.4)).toBe('1,204');
  });

  it('tells past from future', () => {
    expect(formatAgo(1000, 13_000)).toBe('12 s ago');
    expect(formatAgo(13_000, 1000)).toBe('in 12 s');
    expect(formatAgo(1000, 1900)).toBe('just now');
  });
});
