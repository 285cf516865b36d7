// The body of the sharded test: each file takes every n-th seed, so that two workers share them.
import { describe, expect, test } from 'vitest';
import { runSeed } from './run';
import { describeFailure } from './seeds';

/** Seeds of a whole run, over all shards. */
const SEEDS = 2000;
const SHARDS = 2;

export function describePromise(shard: number): void {
  describe(`${SEEDS / SHARDS} fleets with crashes, delays, losses and repetitions (shard ${shard + 1} of ${SHARDS})`, () => {
    test('nobody reads what an invalidation removed, nobody waits for ever, one loads at a time', async () => {
      const counts: Record<string, number> = {};
      let [events, seeds] = [0, 0];
      for (let seed = 1 + shard; seed <= SEEDS; seed += SHARDS) {
        const result = await runSeed(seed);
        seeds++;
        events += result.events;
        for (const [kind, count] of Object.entries(result.counts)) {
          counts[kind] = (counts[kind] ?? 0) + count;
        }
        if (result.violations.length > 0) throw new Error(await describeFailure(seed));
      }
      console.log(
        `simulator: ${seeds} seeds, ${events} events, ${JSON.stringify(counts)}, 0 violations`,
      );
      expect(seeds).toBe(SEEDS / SHARDS);
      // All kinds of trouble came, or the run showed less than it says.
      for (const kind of [
        'read',
        'set',
        'invalidate',
        'event',
        'warm',
        'bump',
        'crash',
        'stall',
        'evict',
        'outage',
      ]) {
        expect(counts[kind], kind).toBeGreaterThan(50);
      }
    }, 300_000);
  });
}
