// The protocol, model-checked: the final design holds in every reachable state of every configuration, and each rule
// flipped alone gives a counter-example, which shows that the model can see.
import { describe, expect, test } from 'vitest';
import { type Design, graphs } from '../../model/design';
import { explore } from '../../model/explore';
import { type Cast, protocol } from '../../model/protocol';

const B: Cast = { loaders: ['B'] };
const BA: Cast = { loaders: ['B', 'A'] };
const calm = { evictions: false, leasesEnd: false };
type Row = [name: string, graph: keyof typeof graphs, change: Partial<Design>, cast: Cast];

const broken: Row[] = [
  ['a tag index without order or fence', 'flat', { order: 'naive', fence: false, phases: 1 }, B],
  ['write, then look back', 'flat', { order: 'reg-write-check', fence: false, phases: 1 }, B],
  ['I3 no fence', 'flat', { fence: false }, B],
  ['I2 no check of markers', 'flat', { check: false }, B],
  ['I2 members read before the marker', 'flat', { visit: 'read-mark' }, B],
  ['I5 inherited guards with the own sequence', 'chain', { refs: 'own' }, BA],
  ['I4 refused nested value, outer load cached', 'chain', { taint: false, flat: false }, BA],
  [
    'a parent built from a stale child',
    'chain',
    { nestedStale: true, refs: 'own' },
    { ...BA, ...calm, waves: ['soft'] },
  ],
  ['edges dropped with entries, not flat', 'chain', { dropEdges: true, flat: false }, BA],
  ['edges dropped with entries, declared', 'declared', { dropEdges: true }, BA],
  ['I7 walk stops at absent entries', 'declared', { walkAbsent: false }, BA],
  ['markers that expire', 'flat', { dropMarkers: true }, B],
  ['I10 followers of a refused load', 'flat', { join: 'always' }, { ...B, followers: 1 }],
  ['I10 followers after the publish', 'flat', { joinUntil: 'settled' }, { ...B, followers: 1 }],
  ['I9 plain counter', 'flat', { hybridClock: false }, { ...B, waves: ['hard', 'hard'], rolls: 1 }],
  [
    'a publish that works twice',
    'flat',
    { idempotent: false },
    { ...B, duplicates: true, leasesEnd: false },
  ],
  ['I6 two roots, cut while marking', 'tworoots', { phases: 1 }, { ...BA, ...calm }],
  ['V1 verified entries read without a look', 'flat', { verified: 'may', verifyOnRead: false }, B],
  [
    'V2 a walked member becomes verified',
    'flat',
    { verified: 'may', stickyWalked: false },
    { loaders: ['B', 'B'] },
  ],
  [
    'V3 nothing below verified members',
    'declared',
    { verified: 'may', walkBelowVerified: false },
    BA,
  ],
  [
    'V4 retired edges all go',
    'declared',
    { verified: 'may', keepDeclaredEdges: false },
    { loaders: ['A'], waves: ['hard', 'hard'] },
  ],
  [
    'V5 the last mode wins',
    'flat',
    { verified: 'may', hardMarker: false },
    { ...B, waves: ['hard', 'soft'] },
  ],
  [
    'V6 markers remembered from an earlier read',
    'flat',
    { verified: 'may', markersPerRead: false },
    { ...B, readers: ['B'] },
  ],
  [
    'V7 followers between register and publish of a verified entry',
    'flat',
    { verified: 'may', joinUntil: 'publish' },
    { ...B, followers: 1 },
  ],
  [
    'V1 + I5 inherited guards verified against the own sequence',
    'chain',
    { verified: 'always', refs: 'own', check: false },
    BA,
  ],
];

const sound: Row[] = [
  ['one load', 'flat', {}, B],
  ['crash, duplicate, follower', 'flat', {}, { ...B, crashes: 1, duplicates: true, followers: 1 }],
  ['two waves, forgotten sequence', 'flat', {}, { ...B, waves: ['hard', 'hard'], rolls: 1 }],
  ['nested, pages after the marker', 'chain', { visit: 'mark-read' }, { ...BA, ...calm }],
  ['nested, edges dropped', 'chain', { dropEdges: true }, { ...BA, leasesEnd: false }],
  ['nested, soft', 'chain', { nestedStale: true }, { ...BA, ...calm, waves: ['soft'] }],
  ['declared', 'declared', {}, BA],
  ['diamond', 'diamond', {}, { loaders: ['C', 'B'], leasesEnd: false }],
  ['cycle', 'cycle', {}, BA],
  ['two roots', 'tworoots', {}, { ...BA, ...calm }],
  [
    'verified: two loads, two waves',
    'flat',
    { verified: 'may' },
    { loaders: ['B', 'B'], waves: ['hard', 'hard'], ...calm },
  ],
  [
    'verified: crash, duplicate, follower',
    'flat',
    { verified: 'may' },
    { ...B, crashes: 1, duplicates: true, followers: 1 },
  ],
  ['verified: hard and soft', 'flat', { verified: 'may' }, { ...B, waves: ['hard', 'soft'] }],
  ['verified: reads step by step', 'flat', { verified: 'may' }, { ...B, readers: ['B'] }],
  ['verified: nested', 'chain', { verified: 'may' }, { ...BA, ...calm }],
  [
    'verified: nested, pages after the marker, crash',
    'chain',
    { verified: 'always', visit: 'mark-read' },
    { ...BA, ...calm, crashes: 1 },
  ],
  ['verified: declared', 'declared', { verified: 'may' }, BA],
  [
    'verified: declared, two waves',
    'declared',
    { verified: 'may' },
    { loaders: ['A'], waves: ['hard', 'hard'] },
  ],
  ['verified: cycle', 'cycle', { verified: 'may' }, { ...BA, ...calm }],
  ['verified: two roots', 'tworoots', { verified: 'may' }, { ...BA, ...calm }],
];

describe('the model of the protocol', { timeout: 60_000 }, () => {
  test.each(broken)('finds what is wrong with: %s', (_name, graph, change, cast) => {
    const verdict = explore(protocol(change, graphs[graph], cast));
    expect(verdict.holds).toBe(false);
    expect(verdict.trace.length).toBeGreaterThan(3);
  });

  test.each(sound)('holds: %s', (_name, graph, change, cast) => {
    const verdict = explore(protocol(change, graphs[graph], cast));
    expect(verdict.trace, verdict.fault ?? '').toEqual([]);
    for (const [what, count] of Object.entries(verdict.seen))
      expect(count, what).toBeGreaterThan(0);
  });

  test('one sequence for a whole entry would starve pages, refs per guard do not', () => {
    const cast: Cast = { loaders: ['C', 'B', 'A'], ...calm };
    const seen = (refs: Design['refs']) => explore(protocol({ refs }, graphs.live, cast)).seen;
    const what = 'A cached although C is older than the wave on B';
    expect(seen('min')[what]).toBe(0);
    expect(seen('per-guard')[what]).toBeGreaterThan(0);
  });
});
