import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSizePx, markWaves } from '@/components/charts/wave-marks';

const waveAt = (ms: number, invalidated = 1) => ({
  id: `w${ms}`,
  startedAt: new Date(ms).toISOString(),
  invalidated,
});
const axis = { startAt: 0, endAt: 100_000, widthPx: 240 };

describe('waves on a time axis', () => {
  it('keeps marks at least 24 px apart, so that each can be pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { maxLength: 300 }), (times) => {
        const marks = markWaves(
          times.map((ms) => waveAt(ms)),
          axis,
        );
        const places = marks.map(({ position }) => position * axis.widthPx);
        places.slice(1).forEach((place, index) => {
          expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(23.99);
        });
      }),
    );
  });

  it('loses no wave of the window: marks that would overlap are counted together', () => {
    const times = [0, 50, 100, 55_000, 55_001, 100_000];
    const marks = markWaves(
      times.map((ms) => waveAt(ms, 2)),
      axis,
    );
    expect(marks.flatMap(({ waves }) => waves)).toHaveLength(times.length);
    expect(marks.map(({ invalidated }) => invalidated)).toEqual([6, 4, 2]);
  });

  it('leaves out what happened before the axis begins', () => {
    expect(markWaves([waveAt(-1), waveAt(5)], axis)).toHaveLength(1);
  });

  it('draws a larger wave larger, within bounds', () => {
    expect(markSizePx(0, 0)).toBe(6);
    expect(markSizePx(1, 100)).toBeLessThan(markSizePx(50, 100));
    expect(markSizePx(500, 100)).toBe(18);
  });
});
