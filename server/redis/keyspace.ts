// Every key name of Freshet is spelled here and nowhere else. Each step of the protocol touches exactly one of them.
//
//   e:<ns>:<key>             STRING   an entry: header, guard refs, value
//   g:<ns>:t:<tag>|k:<key>   ZSET     a guard: the marker and the dependents
//   m:<ns>:t:<tag>|k:<key>   STRING   standalone only: the markers of a guard that has verified dependents
//   n:<ns>                   HASH     sequence, generation, flags, number of the last cut message
//   j:<ns>                   STREAM   journal of waves
//   o:<ns>                   HASH     open waves
//   w:<ns>                   HASH     keys registered for warming
//   l:<ns>                   HASH     key patterns that some process can load, with the time they hold until
//   s:<ns>:<step>:<bucket>   HASH     counters of one time bucket, with a TTL
//   s:<ns>:tags:<bucket>     HASH     counters of tags of one hour, with a TTL
//   h:<ns>:<bucket>          ZSET     sampled reads of five minutes, with a TTL
//   d:<ns>:<dedupeId>        STRING   the answer to a repeated call
//   f:<ns>:<key>             STRING   what a load that stored nothing came to, with a TTL
//   v:<ns>:<row>             STRING   newest version of a row that an event told of, with a TTL
//   r:<ns>:<role>            STRING   who holds a role that one process of the fleet may have
//   b:<ns>                   channel  the backplane
//   q:{<ns>}                 prefix   of the warm queue (all its keys in one Cluster slot)
//
// User text must not pick a Cluster slot: its `{` is written as the byte 0x01, which user text cannot contain.
import { FreshetError } from '../engine/errors';
import type { Guard } from '../engine/ports';

/** The guard member whose score is the marker. User keys hold no control characters, so none can be it. */
export const MARKER_MEMBER = '\x00';
/**
 * The guard member that is there when some dependent is to be looked at before it is cut: a wave only marks it stale, it
 * hangs on the guard through others, or its name holds a `{` and is spelled otherwise in its key. Without it a wave removes the dependents unseen, which is several times faster.
 */
export const LOOK_MEMBER = '\x01';
/**
 * Others, of a guard with verified dependents: their epoch (\x02), the places of their types (\x03…), and the markers of
 * hard waves (\x04) and of those that left the mode to the entry (\x05).
 */
export const isReserved = (member: string): boolean => member < '\x20';
/** Scores below are those of edges (edge-score.ts), scores above are markers (sequences, µs). */
export const MARKER_FLOOR = 1e14;

export function checkNamespace(ns: string): string {
  if (/^[A-Za-z0-9_.-]{1,64}$/.test(ns)) return ns;
  throw new FreshetError(
    'invalid-option',
    `namespace ${JSON.stringify(ns)} is not usable: give 1 to 64 of A-Z a-z 0-9 _ . -`,
  );
}

export const entryKey = (ns: string, key: string): string => `e:${ns}:${hideBraces(key)}`;
export const guardKey = (ns: string, guard: Guard): string => `g:${ns}:${hideBraces(guard)}`;
export const markersKey = (ns: string, guard: Guard): string => `m:${ns}:${hideBraces(guard)}`;
export const namespaceKey = (ns: string): string => `n:${ns}`;
export const journalKey = (ns: string): string => `j:${ns}`;
export const openWavesKey = (ns: string): string => `o:${ns}`;
export const warmRegistryKey = (ns: string): string => `w:${ns}`;
export const loadersKey = (ns: string): string => `l:${ns}`;
export const statsKey = (ns: string, stepMs: number, bucketStartMs: number): string =>
  `s:${ns}:${stepMs}:${bucketStartMs}`;
export const tagStatsKey = (ns: string, bucketStartMs: number): string =>
  `s:${ns}:tags:${bucketStartMs}`;
export const heatKey = (ns: string, bucketStartMs: number): string => `h:${ns}:${bucketStartMs}`;
export const dedupeKey = (ns: string, dedupeId: string): string =>
  `d:${ns}:${hideBraces(dedupeId)}`;
export const loadNoteKey = (ns: string, key: string): string => `f:${ns}:${hideBraces(key)}`;
export const rowVersionKey = (ns: string, row: string): string => `v:${ns}:${hideBraces(row)}`;
export const roleKey = (ns: string, role: string): string => `r:${ns}:${role}`;
export const backplaneChannel = (ns: string): string => `b:${ns}`;
export const queuePrefix = (ns: string): string => `q:{${ns}}`;
/** Set while a running warm job is to stop. */
export const warmCancelKey = (ns: string, id: string): string => `${queuePrefix(ns)}:cancel:${id}`;
/** HASH: loads per second of the fleet's warming, and how many this second had. */
export const warmLimitKey = (ns: string): string => `${queuePrefix(ns)}:limit`;
/** Field of `n:<ns>` that is set when some entry declared a dependency on a key of this type. */
export const declaredField = (type: string): string => `d:${type}`;

/** The user's key, or null when the name is not an entry of this namespace. */
export function parseEntryKey(ns: string, name: string): string | null {
  const head = `e:${ns}:`;
  return name.startsWith(head) ? showBraces(name.slice(head.length)) : null;
}

/** The guard, or null when the name is not a guard of this namespace. */
export function parseGuardKey(ns: string, name: string): Guard | null {
  const head = `g:${ns}:`;
  if (!name.startsWith(head)) return null;
  const text = showBraces(name.slice(head.length));
  return isGuard(text) ? text : null;
}

/** SCAN pattern of all entries whose key starts with `prefix`, taken literally. */
export const entryPattern = (ns: string, prefix = ''): string =>
  `${escapeGlob(entryKey(ns, prefix))}*`;
export const guardPattern = (ns: string, kind: 't' | 'k' | 'all'): string =>
  kind === 'all' ? `g:${ns}:*` : `g:${ns}:${kind}:*`;

function isGuard(text: string): text is Guard {
  return text.startsWith('t:') || text.startsWith('k:');
}

function hideBraces(text: string): string {
  return text.includes('{') ? text.replaceAll('{', '\x01') : text;
}

function showBraces(text: string): string {
  return text.includes('\x01') ? text.replaceAll('\x01', '{') : text;
}

function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}
