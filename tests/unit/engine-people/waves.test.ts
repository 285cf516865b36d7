import { describe, expect, it } from 'vitest';
import { findWave, type JournalStore, listWaves } from '../../../server/engine/people/waves';
import type { OpenWave } from '../../../server/engine/ports';

const plan = JSON.stringify({
  roots: ['t:shoes', 'k:home'],
  named: ['tag:shoes', 'key:home'],
  mode: null,
  cause: { kind: 'purge', reason: 'new prices' },
  startedAt: '2026-01-01T00:00:00.000Z',
  dedupeId: null,
});
const open = (id: string, sequence: number): OpenWave => ({
  id,
  sequence,
  plan,
  idleMs: 5,
  attempts: 2,
});
const storeOf = (openWaves: OpenWave[], ids: string[]): JournalStore & { asked: unknown[] } => {
  const asked: unknown[] = [];
  return {
    asked,
    nodeNow: () => 1_500,
    openWaves: async () => openWaves,
    waves: async ({ limit }) =>
      ids
        .slice(0, limit)
        .map((id, i) => ({ position: `9-${9 - i}`, record: JSON.stringify({ id }) })),
    waveById: async (id, startedMs) => {
      asked.push([id, startedMs]);
      return null;
    },
  };
};

describe('reading waves', () => {
  it('shows a running wave first, with what is known before it has ended', async () => {
    const store = storeOf([open('w1', 1_000_000), open('w2', 1_200_000)], ['w0']);
    const { waves, cursor } = await listWaves(store);
    expect(waves.map((wave) => wave.id)).toEqual(['w2', 'w1', 'w0']);
    expect(waves[0]).toMatchObject({
      state: 'running',
      attempts: 2,
      roots: ['tag:shoes', 'key:home'],
      mode: 'default',
      cause: { kind: 'purge', reason: 'new prices' },
      durationMs: 300,
    });
    expect(cursor).toBeNull();
    expect((await listWaves(store, { before: '9-9' })).waves.map((wave) => wave.id)).toEqual([
      'w0',
    ]);
    expect(await findWave(store, 'w1')).toMatchObject({ id: 'w1', state: 'running' });
  });

  it('shows a wave that ends meanwhile once, as finished', async () => {
    const { waves } = await listWaves(storeOf([open('w1', 1)], ['w1', 'w0']));
    expect(waves.map((wave) => [wave.id, wave.state])).toEqual([
      ['w1', undefined],
      ['w0', undefined],
    ]);
  });

  it('gives a cursor when there may be more', async () => {
    const { cursor } = await listWaves(storeOf([], ['w2', 'w1', 'w0']), { limit: 2 });
    expect(cursor).toBe('9-8');
  });

  it('looks for a wave near the time its id tells', async () => {
    const store = storeOf([], []);
    await findWave(store, `w${(1_800_000_000_000).toString(36)}0123456789`);
    await findWave(store, 'anything');
    expect(store.asked[0]).toEqual([expect.any(String), 1_800_000_000_000]);
    expect(store.asked[1]).toEqual(['anything', undefined]);
  });
});
