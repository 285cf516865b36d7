// What the cache did for one request, known by the asynchronous context the lookup ran in.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Freshet, LoadNotice, LookupNotice } from '@/server/freshet';

export interface RequestLog {
  lookups: Map<string, LookupNotice>;
  loads: Map<string, LoadNotice>;
  queries: number;
}
const storage = new AsyncLocalStorage<RequestLog>();

export const createRequestLog = (): RequestLog => ({
  lookups: new Map(),
  loads: new Map(),
  queries: 0,
});
export const runLogged = <T>(log: RequestLog, run: () => T): T => storage.run(log, run);

/** Called by the database for each query. */
export function noteQuery(): void {
  const log = storage.getStore();
  if (log) log.queries++;
}

/** Starts listening to what the cache does; the returned function stops. */
export function followCache(cache: Freshet): () => void {
  const offLookup = cache.on('lookup', (notice) => {
    const lookups = storage.getStore()?.lookups;
    // The first answer counts: a caller that waited for a load looks again.
    if (lookups && !lookups.has(notice.key)) lookups.set(notice.key, notice);
  });
  const offLoad = cache.on('load', (notice) => {
    storage.getStore()?.loads.set(notice.key, notice);
  });
  return () => {
    offLookup();
    offLoad();
  };
}

/** The Cache-Status header (RFC 9211) for the page's own key; null when the cache was not asked. */
export function cacheStatus(log: RequestLog, key: string): string | null {
  const lookup = log.lookups.get(key);
  if (!lookup) return null;
  // A structured-field string: printable ASCII, quotes and backslashes escaped.
  const name = key.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, '\\$&');
  const which = `key="${name}"`;
  switch (lookup.result) {
    case 'hit':
      return `freshet; hit; ${which}`;
    case 'stale':
      return `freshet; hit; ${which}; detail=stale`;
    case 'miss': {
      const load = log.loads.get(key);
      const detail = lookup.reason ? `; detail=${lookup.reason}` : '';
      if (!load) return `freshet; fwd=miss; collapsed; ${which}${detail}`;
      return `freshet; fwd=miss${load.outcome === 'published' ? '; stored' : ''}; ${which}${detail}`;
    }
  }
}
