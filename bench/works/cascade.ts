// Dependents of dependents: a chain of four, and one key on which 10,000 entries hang through nested reads.
import type { Freshet } from '../../server/freshet';
import { atMost, type Work } from '../bench';
import { elapsedMs, measure } from '../measure';
import { clearRawTag, fillRawTag } from '../raw-tag';

const DEPTH = 4;
const FAN_OUT = 10_000;
const LANES = 128;

export const cascade: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-cascade');
  let wrong = 0;
  const chain = await measure(
    'invalidate the root of a chain of depth 4',
    'ms',
    [
      {
        name: 'freshet invalidateByKey',
        round: async () => {
          await readChain(cache, DEPTH);
          return elapsedMs(async () => {
            const wave = await cache.invalidateByKey('chain:0');
            if (wave.invalidated !== DEPTH + 1) wrong++;
          });
        },
      },
    ],
    rounds * 3,
    30,
  );
  const fan = await measure(
    `invalidate a key with ${FAN_OUT.toLocaleString('en')} dependents`,
    'ms',
    [
      {
        name: 'ioredis SMEMBERS + pipelined UNLINK',
        round: async () => {
          await fillRawTag(raw, 'fan', FAN_OUT);
          return clearRawTag(raw, 'fan');
        },
      },
      {
        name: 'freshet invalidateByKey',
        round: async () => {
          await readFan(cache);
          return elapsedMs(async () => {
            const wave = await cache.invalidateByKey('root');
            if (wave.invalidated !== FAN_OUT + 1) wrong++;
          });
        },
      },
    ],
    Math.min(rounds, 7),
  );
  await cache.close();
  return {
    results: [...chain, ...fan],
    goals: [
      atMost('cascade of depth 4', 1, chain[0]?.median ?? Number.POSITIVE_INFINITY, 'ms'),
      atMost('fan-out of 10,000', 0.1, fan[1]?.ratio ?? Number.POSITIVE_INFINITY),
      atMost('cascades that were not counted whole', 0, wrong, 'waves'),
    ],
  };
};

function readChain(cache: Freshet, depth: number): Promise<unknown> {
  const load = () => (depth === 0 ? 1 : readChain(cache, depth - 1));
  return cache.getWithSWR(`chain:${depth}`, load, { ttl: 3600 });
}

async function readFan(cache: Freshet): Promise<void> {
  await cache.set('root', 1, { ttl: 3600 });
  let next = 0;
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      while (next < FAN_OUT)
        await cache.getWithSWR(`leaf:${next++}`, () => cache.get('root'), { ttl: 3600 });
    }),
  );
}
