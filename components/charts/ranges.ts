const minuteMs = 60_000;

/** The time ranges of the overview: how far back, how wide a point is, how many points make a bar, where ticks go. */
export const ranges = {
  '15m': {
    label: '15 m',
    title: 'Last 15 minutes',
    windowMs: 15 * minuteMs,
    stepMs: 10_000,
    barSteps: 3,
    tickMs: 3 * minuteMs,
  },
  '1h': {
    label: '1 h',
    title: 'Last hour',
    windowMs: 60 * minuteMs,
    stepMs: 30_000,
    barSteps: 4,
    tickMs: 10 * minuteMs,
  },
  '24h': {
    label: '24 h',
    title: 'Last 24 hours',
    windowMs: 24 * 60 * minuteMs,
    stepMs: 10 * minuteMs,
    barSteps: 3,
    tickMs: 240 * minuteMs,
  },
  '7d': {
    label: '7 d',
    title: 'Last 7 days',
    windowMs: 7 * 24 * 60 * minuteMs,
    stepMs: 60 * minuteMs,
    barSteps: 4,
    tickMs: 24 * 60 * minuteMs,
  },
} as const;

export type RangeId = keyof typeof ranges;
export const rangeIds = ['15m', '1h', '24h', '7d'] as const satisfies readonly RangeId[];
