import { describe, expect, it } from 'vitest';
import { lightWave } from '@/components/graph/wave-light';
import { WavePlayer } from '@/components/graph/wave-player';
import { makeNode, makeView, makeWave } from './sample-view';

describe('which nodes a wave lights', () => {
  it('at key level: its roots first, then the touched entries that are in view, by depth', () => {
    const light = lightWave(makeView(), makeWave());
    expect([...light.depths]).toEqual([
      ['tag:category:shoes', 0],
      ['key:product:1', 1],
      ['key:home', 3],
    ]);
    expect(light.maxDepth).toBe(3);
  });

  it('at type level: the families of its roots and the types of its entries, each at its smallest depth', () => {
    const view = makeView({
      level: 'type',
      nodes: [
        makeNode('tagfamily:category', { kind: 'tag-family' }),
        makeNode('type:product', { kind: 'type' }),
        makeNode('type:home', { kind: 'type' }),
      ],
    });
    const wave = makeWave({
      touched: [
        { key: 'product:9', depth: 2, via: null },
        { key: 'product:1', depth: 1, via: null },
        { key: 'home', depth: 3, via: null },
      ],
    });
    expect([...lightWave(view, wave).depths]).toEqual([
      ['tagfamily:category', 0],
      ['type:product', 1],
      ['type:home', 3],
    ]);
  });
});

/** Holds time: runs what is due when told to. */
function heldTime() {
  let now = 0;
  let jobs: { at: number; run: () => void }[] = [];
  return {
    later: (run: () => void, ms: number) => {
      const job = { at: now + ms, run };
      jobs.push(job);
      return () => {
        jobs = jobs.filter((other) => other !== job);
      };
    },
    advance: (ms: number) => {
      now += ms;
      const due = jobs.filter((job) => job.at <= now).sort((a, b) => a.at - b.at);
      jobs = jobs.filter((job) => job.at > now);
      for (const job of due) job.run();
    },
  };
}

describe('how a wave plays', () => {
  const light = lightWave(makeView(), makeWave());

  it('spreads level by level and goes out again', () => {
    const time = heldTime();
    const player = new WavePlayer(time.later);
    player.play(light, false);
    time.advance(0);
    expect(player.isLit('tag:category:shoes')).toBe(true);
    expect(player.isLit('key:home')).toBe(false);
    time.advance(240);
    expect(player.isLit('key:product:1')).toBe(true);
    time.advance(480);
    expect(player.isLit('key:home')).toBe(true);
    time.advance(10_000);
    expect(['tag:category:shoes', 'key:home'].some((id) => player.isLit(id))).toBe(false);
  });

  it('with reduced motion all levels change at once', () => {
    const time = heldTime();
    const player = new WavePlayer(time.later);
    player.play(light, true);
    time.advance(0);
    expect(player.isLit('key:home')).toBe(true);
  });

  it('two waves over one node: it goes out only when both are over', () => {
    const time = heldTime();
    const player = new WavePlayer(time.later);
    player.play(light, true);
    time.advance(1_000);
    player.play(light, true);
    time.advance(1_300);
    expect(player.isLit('key:home')).toBe(true);
    time.advance(10_000);
    expect(player.isLit('key:home')).toBe(false);
  });

  it('a burst is bounded: waves past the limit are not drawn', () => {
    const player = new WavePlayer(heldTime().later);
    const drawn = Array.from({ length: 50 }, () => player.play(light, false));
    expect(drawn.filter(Boolean)).toHaveLength(12);
  });

  it('stopping puts every light out and runs nothing later', () => {
    const time = heldTime();
    const player = new WavePlayer(time.later);
    player.play(light, false);
    time.advance(0);
    player.stop();
    time.advance(60_000);
    expect(player.isLit('tag:category:shoes')).toBe(false);
    expect(player.isLit('key:home')).toBe(false);
  });
});
