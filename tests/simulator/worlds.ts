// Worlds in which what one rule prevents comes about often enough to be found in a few hundred seeds. Rules that the usual
// worlds show as quickly have none.
import type { KeyPlan, OperationKind, Scenario } from './plans';

export type Adjust = (scenario: Scenario) => Scenario;

const alone = { nested: [], declared: [], tags: [], oddTags: [], failShare: 0 };
const tagged = { tags: ['t0'], oddTags: ['t0'] };

/** Reads and invalidations on a Cluster of three processes, and nothing else. */
function busy(scenario: Scenario, more: Partial<Scenario>): Scenario {
  const weights = Object.fromEntries(
    Object.keys(scenario.weights).map((kind) => [kind, 0]),
  ) as Record<OperationKind, number>;
  return {
    ...scenario,
    topology: 'cluster',
    processes: 3,
    walkLimit: 1000,
    tags: ['t0'],
    weights: { ...weights, read: 12, invalidate: 4 },
    ...more,
  };
}

const withTypes = (scenario: Scenario, ttlOf: (type: string) => number): Scenario['types'] =>
  scenario.types.map((plan) => ({ ...plan, ttl: ttlOf(plan.type), swr: 0, onInvalidate: 'hard' }));

const firstOf = ({ keys }: Scenario, type: string): KeyPlan => {
  const found = keys.find((plan) => plan.type === type) ?? keys[0];
  if (found === undefined) throw new Error('a scenario without keys');
  return found;
};

/** The second is built from the first, which alone carries the tag. */
function pair(scenario: Scenario): KeyPlan[] {
  const first = { ...firstOf(scenario, 'a'), ...alone, ...tagged };
  const second = firstOf(scenario, 'b');
  return [first, { ...second, ...alone, nested: [{ key: first.key, by: 'load' }] }];
}

/** A tag on the first and the third; the second declares the first; the third is built from the second (D15 of the model). */
function triangle(scenario: Scenario): KeyPlan[] {
  const [first, second, third] = ['a', 'b', 'c'].map((type) => firstOf(scenario, type));
  if (first === undefined || second === undefined || third === undefined) return [];
  if (third.type !== 'c') return pair(scenario);
  return [
    { ...first, ...alone, ...tagged },
    { ...second, ...alone, declared: [first.key] },
    { ...third, ...alone, ...tagged, nested: [{ key: second.key, by: 'load' }] },
  ];
}

/** Many keys of one tag: each is new to the tag once. */
function crowd(scenario: Scenario): KeyPlan[] {
  const first = { ...firstOf(scenario, 'a'), ...alone, ...tagged };
  return Array.from({ length: 12 }, (_, i) => ({ ...first, id: String(i), key: `a:${i}` }));
}

export const worlds: Readonly<Record<string, Adjust>> = {
  taint: (scenario) =>
    busy(scenario, {
      keys: pair(scenario),
      types: withTypes(scenario, (type) => (type === 'a' ? 0.05 : 20)),
      everyMs: 10,
      loadMs: 60,
      waitMs: 20,
      leaseMs: 400,
    }),
  inheritRefs: (scenario) =>
    busy(scenario, {
      keys: pair(scenario),
      types: withTypes(scenario, (type) => (type === 'b' ? 0.05 : 20)),
      everyMs: 8,
      loadMs: 10,
      latencyMs: { usual: 2, slow: 60, slowShare: 0.2 },
    }),
  twoPhases: (scenario) =>
    busy(scenario, {
      keys: triangle(scenario),
      types: withTypes(scenario, () => 20),
      everyMs: 10,
      loadMs: 2,
      latencyMs: { usual: 0.5, slow: 120, slowShare: 0.1 },
    }),
  markerMax: (scenario) =>
    busy(scenario, {
      keys: crowd(scenario),
      types: withTypes(scenario, () => 20),
      everyMs: 4,
      loadMs: 20,
      latencyMs: { usual: 2, slow: 60, slowShare: 0.2 },
    }),
  hybridClock: (scenario) => ({
    ...scenario,
    topology: 'cluster',
    everyMs: 2,
    keys: scenario.keys.map((plan) => ({ ...plan, declared: [] })),
    weights: { ...scenario.weights, loseSequence: 2, invalidate: 9 },
  }),
};
