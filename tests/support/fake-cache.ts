// A hand-made stand-in for the engine, for tests of what is in front of it. Whatever is not given throws.
import type { Freshet, Impact, Wave } from '@/server/freshet';

export function impactOf(total: number, hash = 'abc'): Impact {
  return {
    targets: {},
    total,
    levels: [{ depth: 0, count: total }],
    byType: [{ type: 'product', count: total, loadCostMs: 0, reads: 0 }],
    trafficShare: 0,
    loadCostMs: 0,
    unmeasured: 0,
    warmable: 0,
    warmCostMs: 0,
    gone: 0,
    emptyTargets: 0,
    emptySample: [],
    surveyed: null,
    unknown: null,
    sample: [],
    fingerprint: `${total}-${hash}`,
    durationMs: 1,
  };
}

export function waveOf(id: string, invalidated = 1): Wave {
  return {
    state: 'complete',
    id,
    sequence: 1,
    cause: { kind: 'purge' },
    roots: ['tag:x'],
    mode: 'default',
    invalidated,
    levels: [],
    zeroMatch: invalidated === 0,
    durationMs: 1,
    warmQueued: 0,
    startedAt: new Date(0).toISOString(),
    touched: [],
    touchedTotal: 0,
    duplicate: false,
  };
}

export function fakeCache(parts: Partial<Freshet>): Freshet {
  const known: Partial<Freshet> = {
    close: async () => undefined,
    wave: async () => null,
    ...parts,
  };
  return new Proxy(known as Freshet, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name);
      if (part === undefined && name !== 'then')
        return () => {
          throw new Error(`the test gave no cache.${String(name)}`);
        };
      return part;
    },
  });
}
