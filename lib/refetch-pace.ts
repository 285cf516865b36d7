// Waves come in bursts, and with a busy shop all the time. A page is read anew soon after the first, and not more often
// than it can be read by people.

/** Waves that finish within this share one refetch. */
const SOON_MS = 500;
/** Between two refetches while waves keep coming. */
const APART_MS = 3_000;

/** How long to wait until the next refetch, ms. */
export function refetchDelay(nowMs: number, lastMs: number | null): number {
  return lastMs === null ? SOON_MS : Math.max(SOON_MS, lastMs + APART_MS - nowMs);
}
