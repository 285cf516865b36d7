// The simulator can see: each rule of the protocol switched off is found, so silence with all of them on means something.
// Those the engine keeps are in server/engine/rules.ts, those the scripts keep in ./node/state.ts.
import { describe, expect, test } from 'vitest';
import type { Rules } from '@/server/engine/rules';
import type { ScriptRules } from './node/state';
import { type RunOptions, runSeed } from './run';
import { firstViolation } from './seeds';
import { worlds } from './worlds';

const MOST_SEEDS = 10_000;

const engineRules: readonly (keyof Rules)[] = [
  'sequenceFirst',
  'checkMarkers',
  'fence',
  'taint',
  'inheritRefs',
  'flat',
  'twoPhases',
  'walkDeclared',
  'currentNested',
  'joinPublished',
  'lease',
  'verifyOnRead',
  'walkBelowVerified',
];
const scriptRules: readonly (keyof ScriptRules)[] = [
  'registerAtomic',
  'markBeforeRead',
  'publishChecksToken',
  'cutFences',
  'guardsStay',
  'hybridClock',
  'markerMax',
];

describe('a rule switched off is found', () => {
  test.each(engineRules)(
    'engine: %s',
    (rule) => isFound(rule, { rules: { [rule]: false } }),
    300_000,
  );
  test.each(scriptRules)(
    'script: %s',
    (rule) => isFound(rule, { scriptRules: { [rule]: false } }),
    300_000,
  );
});

async function isFound(rule: string, off: RunOptions): Promise<void> {
  const adjust = worlds[rule];
  const world = adjust === undefined ? {} : { adjust };
  const found = await firstViolation({ first: 1, count: MOST_SEEDS }, { ...world, ...off });
  expect(found?.violations.length).toBeGreaterThan(0);
  // What was found is the rule's doing: the same seed with all rules on keeps the promise.
  expect((await runSeed(found?.seed ?? 0, world)).violations).toEqual([]);
}

test('the same seed gives the same happenings, another one gives others', async () => {
  const [first, second, other] = [
    await runSeed(7, { traced: true }),
    await runSeed(7, { traced: true }),
    await runSeed(8, { traced: true }),
  ];
  expect(first.trace.length).toBeGreaterThan(100);
  expect(second.trace).toEqual(first.trace);
  expect(other.trace).not.toEqual(first.trace);
});
