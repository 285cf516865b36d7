import { describe, expect, it } from 'vitest';
import { findProblems } from '@/components/overview/problems';
import type { HealthView, StatsView, WaveView } from '@/lib/contract';

const health: HealthView = {
  ok: true,
  namespace: 'shop',
  redis: {
    ok: true,
    topology: 'standalone',
    version: '8.0',
    evictionPolicy: 'noeviction',
    latencyMs: 0.3,
    usedMemoryBytes: 1,
    error: null,
  },
  database: { ok: true, kind: 'sqlite', error: null },
};
const stats: StatsView = {
  hits: 90,
  misses: 10,
  staleServes: 0,
  waves: 1,
  invalidations: 1,
  warmings: 0,
  loads: 10,
  loadFailures: 0,
  loadsCollapsed: 0,
  storeErrors: 0,
  loadMs: 100,
  reloaded: 0,
  wasted: 0,
  loadTime: null,
  freshTime: null,
  tags: [],
  missesByReason: { cold: 10 },
  hitRatio: 0.9,
  windowMs: 3_600_000,
  stepMs: 10_000,
  series: [],
  families: [],
  hotKeys: [],
};
const wave = (more: Partial<WaveView> = {}): WaveView => ({
  id: 'w1',
  position: '1-0',
  state: 'complete',
  attempts: 1,
  sequence: 1,
  cause: { kind: 'call' },
  roots: ['tag:a'],
  mode: 'hard',
  invalidated: 1,
  levels: [{ depth: 0, count: 1 }],
  zeroMatch: false,
  durationMs: 1,
  warmQueued: 0,
  startedAt: new Date(0).toISOString(),
  touched: [],
  touchedTotal: 1,
  ...more,
});
const titles = (data: Partial<Parameters<typeof findProblems>[0]>) =>
  findProblems({ health, stats, waves: [wave()], ...data }).map(({ title }) => title);

describe('problems on the overview', () => {
  it('there are none when all is well, and none while nothing is known', () => {
    expect(titles({})).toEqual([]);
    expect(titles({ health: undefined, stats: undefined, waves: [] })).toEqual([]);
  });

  it('an eviction policy that can lose the index is named', () => {
    const redis = { ...health.redis, evictionPolicy: 'allkeys-lru' };
    expect(titles({ health: { ...health, redis } })).toEqual([
      'Redis may evict the index (allkeys-lru)',
    ]);
  });

  it('what is away comes before what is merely failing', () => {
    const database = { ok: false, kind: 'postgres' as const, error: 'refused' };
    expect(
      titles({ health: { ...health, database }, stats: { ...stats, loadFailures: 1 } }),
    ).toEqual(['The audit database does not answer', '1 load failed']);
  });

  it('a change that concerns nothing now and then is normal; when it is common a name is wrong', () => {
    const empty = wave({ zeroMatch: true, invalidated: 0 });
    expect(titles({ waves: [empty, ...Array.from({ length: 20 }, () => wave())] })).toEqual([]);
    expect(titles({ waves: [empty, empty, empty, wave()] })).toEqual([
      '3 of the last 4 waves matched nothing',
    ]);
    const noTarget = { ...empty, roots: [] };
    expect(titles({ waves: [noTarget, noTarget, noTarget] })).toEqual([]);
  });

  it('a source that is silent, that matches nothing or that left events unapplied is named', () => {
    const source = {
      source: 'shop',
      via: 'api' as const,
      firstAt: new Date(0).toISOString(),
      lastAt: new Date(0).toISOString(),
      received: 10,
      ratePerMin: 1,
      rejected: 0,
      matchedNothing: 1,
      lagMs: null,
      waiting: 0,
      deadLetters: 0,
      silent: false,
      silentAfterMs: 60_000,
    };
    expect(titles({ sources: [source] })).toEqual([]);
    const bad = { ...source, silent: true, deadLetters: 2, matchedNothing: 5 };
    expect(titles({ sources: [bad] })).toEqual([
      '2 events of shop could not be applied',
      'shop has gone silent, more than 1 min without a word',
      '5 of 10 events of shop matched nothing',
    ]);
  });

  it('values that could not be read and entries that Redis let go are named', () => {
    const missesByReason = { cold: 80, evicted: 20, undecodable: 1 };
    expect(titles({ stats: { ...stats, misses: 100, missesByReason } })).toEqual([
      '1 value could not be read',
      '20.0 % of the misses were evicted entries',
    ]);
    const few = { cold: 990, evicted: 10 };
    expect(titles({ stats: { ...stats, misses: 1000, missesByReason: few } })).toEqual([]);
  });

  it('a wave that is tried again is named until it is complete', () => {
    expect(titles({ waves: [wave({ state: 'running', attempts: 3 })] })).toEqual([
      '1 wave not finished after 3 tries',
    ]);
  });
});
