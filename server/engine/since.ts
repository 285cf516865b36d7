// A moment before a value was read. A plain `set` is the caller's word as of the call; a value that was read earlier carries
// the sequence of that earlier moment, and is refused when an invalidation arrived meanwhile (protocol.md, Load 5).
import { FreshetError } from './errors';
import type { Runtime } from './runtime';
import type { Since } from './types';

export type { Since } from './types';

/** Markers older than an hour may have been swept: long before that, nothing can be proved any more. */
const SINCE_HOLDS_MS = 30 * 60_000;

export async function takeSince(runtime: Runtime): Promise<Since> {
  const { sequence, generation, nowMs } = await runtime.store.namespaceState();
  return { sequence, generation, atMs: nowMs };
}

/** Throws `invalid-option` when it is not what `begin()` returned. */
export function checkSince(since: Since): Since {
  const { sequence, generation, atMs } = since;
  if ([sequence, generation, atMs].every((part) => Number.isFinite(part) && part > 0)) return since;
  throw new FreshetError('invalid-option', 'since is not a moment: give what begin() returned');
}

/** Why a value of that moment must not be stored: too old to prove anything, the namespace was emptied, or not ours. */
export function sinceFault(
  since: Since,
  generation: number,
  now: { sequence: number },
  nowMs: number,
): 'foreign' | 'old' | 'emptied' | null {
  if (since.sequence > now.sequence) return 'foreign';
  if (nowMs - since.atMs > SINCE_HOLDS_MS) return 'old';
  return since.generation === generation ? null : 'emptied';
}

export const foreignSince = (): FreshetError =>
  new FreshetError(
    'invalid-option',
    'since is ahead of this namespace: give what begin() of the same cache returned',
  );
