import { describe, expect, it, vi } from 'vitest';
import { stepWords } from '@/components/graph/replay-bar';
import { ReplayLights } from '@/components/graph/replay-lights';
import { stepsOfWave, viewOfWave } from '@/components/graph/replay-view';
import type { WaveView } from '@/lib/contract';

const wave = (more: Partial<WaveView> = {}): WaveView => ({
  id: 'w1',
  position: '1-0',
  state: 'complete',
  attempts: 1,
  sequence: 1,
  cause: { kind: 'purge' },
  roots: ['tag:shoes'],
  mode: 'hard',
  invalidated: 4,
  levels: [
    { depth: 1, count: 3, fromMs: 0.4, toMs: 0.9 },
    { depth: 2, count: 1 },
  ],
  zeroMatch: false,
  durationMs: 1,
  warmQueued: 0,
  startedAt: '2026-01-01T00:00:00.000Z',
  touched: [
    { key: 'product:1', depth: 1, via: 'tag:shoes' },
    { key: 'home', depth: 2, via: 'key:listing:1' },
  ],
  touchedTotal: 4,
  ...more,
});
const levels = (of: WaveView) =>
  Object.fromEntries(viewOfWave(of).nodes.map((node) => [node.id, node.level]));

describe('a past wave as a graph', () => {
  it('has its targets, what it reached, what it went through, and a count of what the journal left out', () => {
    expect(levels(wave())).toEqual({
      'tag:shoes': 0,
      'key:product:1': 1,
      'key:listing:1': 1,
      'key:home': 2,
      'fold:level:1': 1,
    });
    const view = viewOfWave(wave());
    expect(view.edges.map((edge) => `${edge.source} > ${edge.target} ${edge.count}`)).toEqual([
      'tag:shoes > key:product:1 1',
      'key:listing:1 > key:home 1',
      'tag:shoes > fold:level:1 2',
    ]);
    expect(view.folded).toEqual([{ parent: 'tag:shoes', hidden: 2, reason: 'budget' }]);
  });

  it('stays readable with very many targets, and says how many there are', () => {
    const roots = Array.from({ length: 500 }, (_, i) => `key:p:${i}`);
    const view = viewOfWave(wave({ roots, levels: [], touched: [] }));
    expect(view.nodes).toHaveLength(61);
    expect(view.totalNodes).toBe(500);
  });

  it('of a prefix hangs the targets on the prefix', () => {
    const of = wave({
      roots: ['prefix:p:'],
      levels: [{ depth: 0, count: 1 }],
      touched: [{ key: 'p:1', depth: 0, via: null }],
    });
    expect(viewOfWave(of).edges).toMatchObject([{ source: 'prefix:p:', target: 'key:p:1' }]);
  });

  it('of a wave that reached nothing is its targets alone', () => {
    const of = wave({ levels: [], touched: [], zeroMatch: true });
    expect(levels(of)).toEqual({ 'tag:shoes': 0 });
    expect(stepsOfWave(of)).toEqual([0]);
  });
});

describe('stepping through it', () => {
  it('lights what was reached by then, and no more', () => {
    const lights = new ReplayLights();
    const heard = vi.fn<() => void>();
    lights.subscribe(heard);
    const { nodes } = viewOfWave(wave());
    lights.show(nodes, 1);
    expect(heard).toHaveBeenCalledOnce();
    expect(['tag:shoes', 'key:product:1', 'key:home'].map((id) => lights.isLit(id))).toEqual([
      true,
      true,
      false,
    ]);
    lights.show(nodes, 0);
    expect(lights.isLit('key:product:1')).toBe(false);
  });

  it('says the step, its size and when it was reached; an older record has no times', () => {
    const steps = stepsOfWave(wave());
    expect(steps).toEqual([0, 1, 2]);
    expect(steps.map((_, at) => stepWords(wave(), steps, at))).toEqual([
      'Step 1 of 3: 1 target',
      'Step 2 of 3: level 1, 3 entries, 0.4 ms to 0.9 ms after the start',
      'Step 3 of 3: level 2, 1 entry',
    ]);
  });
});
