// Waves as marks on a time axis. Marks must be wide enough to be pressed (24 px), so waves that lie closer together
// than that share one.

export interface MarkedWave {
  id: string;
  startedAt: string;
  invalidated: number;
}

export interface WaveMark<W extends MarkedWave> {
  /** Middle of its slot as a share (0–1) of the axis. */
  position: number;
  /** Start of the first wave in it, epoch ms. */
  at: number;
  waves: W[];
  invalidated: number;
}

/** Marks for the waves that started inside the window, oldest first; at most `widthPx / slotPx` of them. */
export function markWaves<W extends MarkedWave>(
  waves: readonly W[],
  axis: { startAt: number; endAt: number; widthPx: number; slotPx?: number },
): WaveMark<W>[] {
  const { startAt, endAt, widthPx, slotPx = 24 } = axis;
  const slots = Math.max(1, Math.floor(widthPx / slotPx));
  const bySlot = new Map<number, WaveMark<W>>();
  for (const wave of waves) {
    const at = new Date(wave.startedAt).getTime();
    if (at < startAt) continue;
    // The newest waves may lie in a step that the chart does not draw yet: they belong to its right edge.
    const share = Math.min(1, (at - startAt) / Math.max(1, endAt - startAt));
    const slot = Math.min(slots - 1, Math.floor(share * slots));
    const mark = bySlot.get(slot) ?? {
      position: (slot + 0.5) / slots,
      at,
      waves: [],
      invalidated: 0,
    };
    mark.waves.push(wave);
    mark.at = Math.min(mark.at, at);
    mark.invalidated += wave.invalidated;
    bySlot.set(slot, mark);
  }
  return [...bySlot.values()].sort((a, b) => a.position - b.position);
}

/** Diameter of a mark: by area, so that ten times the entries is about three times as wide; 6 to 18 px. */
export function markSizePx(invalidated: number, most: number): number {
  if (most <= 0) return 6;
  return Math.round(6 + 12 * Math.sqrt(Math.min(1, invalidated / most)));
}
