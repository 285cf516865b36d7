// What a seed makes of the world: keys that are built from each other, how they are read, how fast and how faulty things
// are, and which operations come how often.
import type { InvalidationMode } from '@/server/engine/types';
import { type Faults, noFaults } from './network';
import type { Random } from './random';

export interface KeyPlan {
  key: string;
  type: string;
  id: string;
  tags: string[];
  /** Carried instead of `tags` by values of an odd version. */
  oddTags: string[];
  /** Read through the cache while this one loads. */
  nested: { key: string; by: 'load' | 'get' }[];
  /** Declared dependencies: their rows are read past the cache. */
  declared: string[];
  /** Read by its family, or by a call that brings loader and options along. */
  style: 'family' | 'call';
  ownRowFirst: boolean;
  failShare: number;
}
export interface TypePlan {
  type: string;
  ttl: number;
  swr: number;
  onInvalidate: InvalidationMode;
}

export type OperationKind =
  | 'read'
  | 'get'
  | 'set'
  | 'invalidate'
  | 'event'
  | 'warm'
  | 'bump'
  | 'sweep'
  | 'crash'
  | 'stall'
  | 'evict'
  | 'outage'
  | 'loseSequence';

export interface Scenario {
  topology: 'standalone' | 'cluster';
  processes: number;
  operations: number;
  everyMs: number;
  loadMs: number;
  leaseMs: number;
  waitMs: number;
  maxLoadMs: number;
  pageLimit: number;
  /** Members a guard walks at most; more are verified. */
  walkLimit: number;
  latencyMs: { usual: number; slow: number; slowShare: number };
  faults: Faults;
  keys: KeyPlan[];
  types: TypePlan[];
  tags: string[];
  weights: Record<OperationKind, number>;
}

type Layers = Readonly<Record<string, number>>;
/** Types and how many keys each has; what is of a later type may read what is of an earlier one. */
const GRAPHS: readonly Layers[] = [
  { a: 2, b: 2, c: 1, d: 1 },
  { a: 2, b: 2, c: 1, d: 1 },
  { a: 1, b: 1, c: 1 },
  // Everything happens to the same two keys.
  { a: 1, b: 1 },
];

export function scenarioOf(random: Random): Scenario {
  const layers = random.pick(GRAPHS);
  const tags = ['t0', 't1', 't2'].slice(0, random.between(1, 3));
  const faulty = random.chance(0.5);
  const usesDeclared = random.chance(0.6);
  const loses = random.chance(0.25);
  const share = (most: number) => (faulty && random.chance(0.6) ? random.next() * most : 0);
  const sometimes = (weight: number, likely: number) => (random.chance(likely) ? weight : 0);
  return {
    topology: random.chance(0.6) ? 'cluster' : 'standalone',
    processes: random.between(1, 3),
    operations: random.between(20, 60),
    everyMs: random.pick([2, 8, 20]),
    loadMs: random.pick([2, 10, 40]),
    leaseMs: random.pick([60, 150, 400]),
    waitMs: random.pick([20, 300, 1000]),
    maxLoadMs: random.pick([400, 2000]),
    pageLimit: random.pick([1, 2, 100]),
    walkLimit: random.pick([1, 2, 1000, 1000]),
    latencyMs: {
      usual: random.pick([0.5, 3, 10]),
      slow: random.pick([30, 120]),
      slowShare: random.pick([0, 0.05, 0.2]),
    },
    faults: faulty
      ? {
          lostRequest: share(0.05),
          lostReply: share(0.05),
          resent: share(0.08),
          late: share(0.1),
          lostMessage: share(0.5),
          doubledMessage: share(0.3),
        }
      : noFaults,
    tags,
    types: Object.keys(layers).map((type) => ({
      type,
      ttl: random.pick([0.05, 0.4, 3, 20]),
      swr: random.pick([0, 0.3, 5]),
      onInvalidate: random.chance(0.3) ? 'soft' : 'hard',
    })),
    keys: keysOf(random, layers, tags, usesDeclared, faulty),
    weights: {
      read: 12,
      get: 4,
      set: sometimes(2, 0.5),
      invalidate: random.pick([2, 5, 9]),
      event: sometimes(2, 0.4),
      warm: sometimes(1.5, 0.3),
      bump: sometimes(0.3, 0.2),
      sweep: sometimes(1, 0.3),
      crash: faulty ? sometimes(0.8, 0.5) : 0,
      stall: faulty ? sometimes(1, 0.5) : 0,
      evict: sometimes(1.5, 0.4),
      outage: faulty ? sometimes(0.3, 0.3) : 0,
      // The declared types are lost with the sequence (F1): only where nothing is declared.
      loseSequence: loses && !usesDeclared ? 0.7 : 0,
    },
  };
}

function keysOf(
  random: Random,
  layers: Layers,
  tags: readonly string[],
  usesDeclared: boolean,
  faulty: boolean,
): KeyPlan[] {
  const all = Object.entries(layers).flatMap(([type, ids]) =>
    Array.from({ length: ids }, (_, i) => ({ type, id: String(i), key: `${type}:${i}` })),
  );
  return all.map(({ type, id, key }) => {
    const below = all.filter((other) => other.type < type);
    const own = random.some(tags, 0.4);
    return {
      key,
      type,
      id,
      tags: own,
      oddTags: random.chance(0.2) ? random.some(tags, 0.4) : own,
      nested: random
        .some(below, 0.5)
        .map((other) => ({ key: other.key, by: random.chance(0.75) ? 'load' : 'get' })),
      declared: usesDeclared
        ? random
            .some(
              all.filter((other) => other.key !== key),
              0.2,
            )
            .map((other) => other.key)
        : [],
      style: random.chance(0.5) ? 'family' : 'call',
      ownRowFirst: random.chance(0.5),
      failShare: faulty ? random.pick([0, 0.2]) : random.pick([0, 0, 0, 0.2]),
    };
  });
}
