// What an entry is, from its header alone. One rule for preview, graph, tags and the wave's own count.
import type { EntryHeader } from './entry';
import type { EntryState } from './types';

type LiveFields = Pick<EntryHeader, 'hasValue' | 'generation' | 'hardExpiryMs'>;
type StateFields = LiveFields & Pick<EntryHeader, 'softExpiryMs' | 'staleSinceMs' | 'leaseEndMs'>;

/**
 * Live: a value of the current generation (or of a newer one than the caller has heard of) that has not reached its
 * end. These are what a wave counts as `invalidated`, whether it removes or marks them; lua/cut.lua has the same
 * rule. `nowMs` is the node's clock.
 */
export function isLive(header: LiveFields, generation: number, nowMs: number): boolean {
  return header.hasValue && header.generation >= generation && nowMs < header.hardExpiryMs;
}

/** Fresh, stale, being loaded for the first time, or missing. `nowMs` is the node's clock. */
export function stateOf(header: StateFields | null, generation: number, nowMs: number): EntryState {
  if (header === null) return 'missing';
  if (isLive(header, generation, nowMs))
    return header.staleSinceMs !== 0 || nowMs >= header.softExpiryMs ? 'stale' : 'fresh';
  return header.leaseEndMs > nowMs ? 'loading' : 'missing';
}
