// What a hit costs when the entry is verified against a big tag: MGET of entry and markers instead of GET, one command.
import { atLeast, type Work } from '../bench';
import { measure, throughput } from '../measure';

const KEYS = 200;
const READS = 20_000;
const LANES = 64;

export const bigHit: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-big-hit', { walkLimit: 1 });
  const text = 'x'.repeat(2000);
  for (let i = 0; i < KEYS; i++) {
    await raw.set(`raw:big-hit:${i}`, text, 'EX', 3600);
    await cache.set(`walked:${i}`, text, { ttl: 3600 });
    await cache.set(`verified:${i}`, text, { ttl: 3600, tags: ['big'] });
  }
  const run = (read: (i: number) => Promise<unknown>) => () =>
    throughput(READS, LANES, (i) => read(i % KEYS));
  const work = 'L2 hit of a big tag, 2 kB text, 64 concurrent';
  const results = await measure(
    work,
    'ops/s',
    [
      { name: 'ioredis GET', round: run((i) => raw.get(`raw:big-hit:${i}`)) },
      { name: 'freshet get, walked', round: run((i) => cache.get(`walked:${i}`)) },
      { name: 'freshet get, verified', round: run((i) => cache.get(`verified:${i}`)) },
    ],
    rounds,
  );
  await cache.close();
  return { results, goals: [atLeast(work, 0.75, results[2]?.ratio ?? 0)] };
};
