import type { EntryView } from '@/lib/contract';

/** `Cache-Status` of a read (RFC 9211); `ttl` in seconds, negative when the fresh window has ended. */
export function cacheStatus({
  state,
  ttlLeftMs,
}: Pick<EntryView, 'state' | 'ttlLeftMs'>): Record<string, string> {
  if (ttlLeftMs === null) return { 'cache-status': 'freshet; fwd=miss' };
  const ttl = `ttl=${Math.floor(ttlLeftMs / 1000)}`;
  // Within its ttl and stale all the same: a wave marked it.
  const detail = state === 'stale' && ttlLeftMs > 0 ? '; detail=invalidated' : '';
  return { 'cache-status': `freshet; hit; ${ttl}${detail}` };
}
