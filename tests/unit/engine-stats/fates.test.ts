import { describe, expect, test } from 'vitest';
import { Fates } from '@/server/engine/fates';
import type { TouchedEntry, WaveNotice } from '@/server/freshet';

const T = 1_800_000_000_000;
const waveAt = (
  ms: number,
  touched: TouchedEntry[],
  more: Partial<WaveNotice> = {},
): WaveNotice => ({
  id: 'w',
  sequence: ms * 1000,
  phase: 'finished',
  cause: { kind: 'call' },
  roots: ['tag:shoes', 'key:product:1'],
  mode: 'default',
  invalidated: touched.length,
  levels: [],
  durationMs: 1,
  touched,
  touchedTotal: touched.length,
  startedAt: new Date(ms).toISOString(),
  ...more,
});

describe('why a key is missing', () => {
  test('the way a wave reached it', () => {
    const fates = new Fates();
    fates.heard(
      waveAt(T, [
        { key: 'a', depth: 0, via: null },
        { key: 'b', depth: 1, via: 'tag:shoes' },
        { key: 'c', depth: 1, via: 'key:a' },
        { key: 'd', depth: 2, via: 'key:b' },
      ]),
    );
    const reasons = ['a', 'b', 'c', 'd', 'e'].map((key) => fates.reasonFor(key, 'cold', T));
    expect(reasons).toEqual([
      'invalidated-key',
      'invalidated-tag',
      'invalidated-dependency',
      'invalidated-dependency',
      'cold',
    ]);
    expect(fates.reasonFor('b', 'invalidated', T)).toBe('invalidated-tag');
    expect(fates.reasonFor('b', 'store-unavailable', T)).toBe('store-unavailable');
  });

  test('expired when its time was over, evicted when not, and neither when a wave took keys without naming them', () => {
    const fates = new Fates();
    fates.stored('k', 'f', T + 1000, T);
    expect(fates.reasonFor('k', 'cold', T + 999)).toBe('evicted');
    expect(fates.reasonFor('k', 'cold', T + 1000)).toBe('expired');
    fates.heard(waveAt(T, [], { touchedTotal: 5000 }));
    expect(fates.reasonFor('k', 'cold', T + 999)).toBe('invalidated');
  });

  test('a load that failed or was not kept', () => {
    const fates = new Fates();
    fates.came('k', 'loader-failed');
    expect(fates.reasonFor('k', 'cold', T)).toBe('loader-failed');
    fates.came('k', 'bypass');
    expect(fates.reasonFor('k', 'cold', T)).toBe('bypass');
  });
});

describe('a value stored after a wave', () => {
  test('tells how long the change took, from the event where it says when', () => {
    const fates = new Fates();
    const touched = [{ key: 'k', depth: 0, via: null }];
    fates.heard(waveAt(T, touched, { phase: 'started', touched: [] }));
    fates.heard(waveAt(T, touched));
    expect(fates.stored('k', 'f', T + 9000, T + 40)?.freshAfterMs).toBe(40);
    // Only the first time.
    expect(fates.stored('k', 'f', T + 9000, T + 50)).toBeNull();
    const event = { type: 'updated', entity: 'p', id: 1, time: T - 200 };
    fates.heard(waveAt(T + 100, touched, { cause: { kind: 'event', event } }));
    expect(fates.stored('k', 'f', T + 9000, T + 140)?.freshAfterMs).toBe(340);
    fates.heard(waveAt(T + 200, touched));
    expect(fates.stored('k', 'f', T + 9e6, T + 400_000)?.freshAfterMs).toBeNull();
  });

  test('before the wave was heard of is counted when it is, and is not taken for missing', () => {
    const fates = new Fates();
    fates.stored('k', 'f', T + 9000, T + 20);
    const late = fates.heard(waveAt(T, [{ key: 'k', depth: 1, via: 'tag:shoes' }]));
    expect(late).toEqual([
      { key: 'k', refreshed: { freshAfterMs: 20, changed: null, tags: ['shoes'] } },
    ]);
    expect(fates.stored('k', 'f', T + 99_000, T + 60_000)).toBeNull();
  });

  test('was wasted when it is what the wave took away, where that was known', () => {
    const fates = new Fates();
    const touched = [{ key: 'k', depth: 1, via: 'tag:shoes' }];
    const again = (before: string | null, after: string | null) => {
      fates.stored('k', before, T + 9000, T - 1);
      fates.heard(waveAt(T, touched));
      return fates.stored('k', after, T + 9000, T);
    };
    expect(again('same', 'same')).toMatchObject({ changed: false, tags: ['shoes'] });
    expect(again('old', 'new')).toMatchObject({ changed: true });
    expect(again(null, 'new')).toMatchObject({ changed: null });
    expect(again('old', null)).toMatchObject({ changed: null });
  });

  test('is forgotten in the order of use, within bounds', () => {
    const fates = new Fates();
    for (let i = 0; i < 20_000; i++) fates.came(`k${i}`, 'bypass');
    expect(fates.reasonFor('k0', 'cold', T)).toBe('cold');
    expect(fates.reasonFor('k19999', 'cold', T)).toBe('bypass');
  });
});
