import { describe, expect, it } from 'vitest';
import { StatsCollector } from '../../../server/engine/stats';
import { tagsOf } from '../../../server/engine/stats-tags';
import { FakeClock } from '../../support/fake-clock';

function setUp(random = () => 0.5) {
  const sent: {
    counters: Record<string, number>;
    hotKeys: Record<string, number>;
    tags?: Record<string, number>;
  }[] = [];
  const store = {
    failing: false,
    async addStats(
      counters: Record<string, number>,
      hotKeys: Record<string, number>,
      tags?: Record<string, number>,
    ) {
      if (store.failing) throw new Error('away');
      sent.push(tags === undefined ? { counters, hotKeys } : { counters, hotKeys, tags });
    },
  };
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const onFlushError = (error: unknown) => errors.push(error);
  return {
    sent,
    store,
    clock,
    errors,
    stats: new StatsCollector({ store, clock, onFlushError, random }),
  };
}

describe('counting', () => {
  it('sends nothing per read, and once a second what was counted', async () => {
    const { stats, sent, clock } = setUp();
    stats.start();
    for (let i = 0; i < 100; i++) stats.countLookup(`product:${i}`, 'hit');
    stats.countLookup('page:1', 'stale');
    stats.countLookup('page:2', 'miss', 'cold');
    stats.countLoad('page:2', 'published', 12.4);
    stats.countLoad('page:3', 'failed', 1.2);
    stats.countCollapsed('page:2');
    stats.countWave(7);
    stats.countWarm(3);
    stats.countStoreError();
    expect(sent).toEqual([]);
    await clock.advance(1_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.counters).toEqual({
      hits: 100,
      'f:hits:product': 100,
      staleServes: 1,
      'f:staleServes:page': 1,
      misses: 1,
      'f:misses:page': 1,
      'm:cold': 1,
      loads: 2,
      'f:loads:page': 2,
      't:load:22': 1,
      'h:22:page': 1,
      't:load:9': 1,
      'h:9:page': 1,
      loadFailures: 1,
      loadMs: 14,
      loadsCollapsed: 1,
      waves: 1,
      invalidations: 7,
      warmings: 3,
      storeErrors: 1,
    });
    await clock.advance(5_000);
    expect(sent).toHaveLength(1);
  });

  it('keeps what could not be sent and sends it once', async () => {
    const { stats, sent, store, clock, errors } = setUp(() => 0);
    stats.start();
    store.failing = true;
    stats.countLookup('a', 'hit');
    await clock.advance(1_000);
    stats.countLookup('a', 'hit');
    await clock.advance(1_000);
    expect(errors).toHaveLength(2);
    store.failing = false;
    await clock.advance(1_000);
    expect(sent).toEqual([{ counters: { hits: 2, 'f:hits:a': 2 }, hotKeys: { a: 16 } }]);
    await clock.advance(3_000);
    expect(sent).toHaveLength(1);
  });

  it('sends the rest on close and leaves no timer', async () => {
    const { stats, sent, clock } = setUp();
    stats.start();
    stats.countWave(0);
    await stats.close();
    expect(sent.map((one) => one.counters)).toEqual([{ waves: 1 }]);
    await clock.advance(10_000);
    expect(clock.pending).toBe(0);
    const away = setUp();
    away.store.failing = true;
    away.stats.countWave(1);
    await away.stats.close();
    expect(away.errors).toHaveLength(1);
  });

  it('counts what waves did to tags, and what was loaded again for nothing', async () => {
    const { stats, sent } = setUp();
    stats.countWave(5, ['tag:shoes', 'key:product:1']);
    const refreshed = { freshAfterMs: 40, changed: false, tags: ['shoes'] };
    stats.countRefreshed('page:1', refreshed);
    stats.countRefreshed('page:2', { ...refreshed, changed: true });
    stats.countRefreshed('page:3', { ...refreshed, changed: null, freshAfterMs: null });
    stats.countWave(
      900,
      Array.from({ length: 100 }, (_, i) => `tag:many${i}`),
    );
    await stats.flush();
    expect(sent[0]?.counters).toMatchObject({
      reloaded: 2,
      wasted: 1,
      'f:reloaded:page': 2,
      'f:wasted:page': 1,
      't:fresh:29': 2,
    });
    expect(tagsOf(sent[0]?.tags ?? {}, 10)).toEqual([
      { tag: 'shoes', waves: 1, entries: 5, reloaded: 2, wasted: 1 },
    ]);
  });

  it('names 2,000 tags an hour and puts the others together', async () => {
    const { stats, sent } = setUp();
    for (let i = 0; i < 3000; i++) stats.countWave(1, [`tag:t${i}`]);
    await stats.flush();
    expect(tagsOf(sent[0]?.tags ?? {}, 5000)).toHaveLength(2000);
    expect(sent[0]?.tags?.['w:']).toBe(1000);
  });

  it('names 200 families and puts the others together', async () => {
    const { stats, sent } = setUp();
    for (let i = 0; i < 250; i++) stats.countLookup(`type${i}:x`, 'hit');
    await stats.flush();
    const families = Object.keys(sent[0]?.counters ?? {}).filter((field) => field.startsWith('f:'));
    expect(families).toHaveLength(201);
    expect(sent[0]?.counters['f:hits:other']).toBe(50);
    expect(sent[0]?.counters.hits).toBe(250);
  });

  it('estimates reads per key from a sample, and tells the busiest 200', async () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const { stats, sent } = setUp(random);
    for (let i = 0; i < 80_000; i++) stats.countLookup(i % 2 === 0 ? 'busy' : `rare:${i}`, 'hit');
    await stats.flush();
    const hotKeys = sent[0]?.hotKeys ?? {};
    expect(Object.keys(hotKeys)).toHaveLength(200);
    expect(hotKeys.busy).toBeGreaterThan(36_000);
    expect(hotKeys.busy).toBeLessThan(44_000);
  });
});
