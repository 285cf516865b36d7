// What the score of an edge says; lua/shared/edge-scores.lua has the same numbers.
import type { Member } from '../engine/ports';

/** Scores from here on (and below MARKER_FLOOR) are verified edges. */
export const VERIFIED_FLOOR = 2 ** 42;
const EPOCH = 2 ** 40;
const DEPTH = 2 ** 32;

/** Ends of walked edges are ms + depth / 256; verified ones hold epoch, depth and end in seconds. */
export function memberOf(key: string, score: number): Member {
  if (score >= VERIFIED_FLOOR) {
    const place = score % EPOCH;
    return { key, depth: Math.floor(place / DEPTH), endAtMs: (place % DEPTH) * 1000 };
  }
  const endAtMs = Math.floor(score);
  return { key, endAtMs, depth: Math.max(1, Math.round((score - endAtMs) * 256)) };
}
