'use client';

import { useLiveWaves } from './live-waves';

/** A refetch interval that stops while the console is paused. */
export function usePoll(everyMs: number): number | false {
  return useLiveWaves().paused ? false : everyMs;
}
