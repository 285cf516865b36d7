// A hit in Redis, 2 kB, 64 callers at once: GET of the raw client against a tagged entry read through the engine
// (which also parses the value; the raw client only decodes text).
import { atLeast, type Work } from '../bench';
import { measure, throughput } from '../measure';

const KEYS = 200;
const READS = 20_000;

export const l2Hit: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-hit');
  const value = { id: 1, text: 'x'.repeat(1950) };
  const text = JSON.stringify(value);
  for (let i = 0; i < KEYS; i++) {
    await raw.set(`raw:hit:${i}`, text, 'EX', 3600);
    await cache.set(`hit:${i}`, value, { ttl: 3600, tags: ['a', 'b', 'c'] });
  }
  const work = 'L2 hit, 2 kB, 64 concurrent';
  const load = () => Promise.reject(new Error('a hit must not load'));
  const results = await measure(
    work,
    'ops/s',
    [
      {
        name: 'ioredis GET',
        round: () => throughput(READS, 64, (i) => raw.get(`raw:hit:${i % KEYS}`)),
      },
      {
        name: 'ioredis GET + JSON.parse',
        round: () =>
          throughput(READS, 64, async (i) =>
            JSON.parse((await raw.get(`raw:hit:${i % KEYS}`)) ?? ''),
          ),
      },
      {
        name: 'freshet get',
        round: () => throughput(READS, 64, (i) => cache.get(`hit:${i % KEYS}`)),
      },
      {
        name: 'freshet getWithSWR',
        round: () => throughput(READS, 64, (i) => cache.getWithSWR(`hit:${i % KEYS}`, load)),
      },
    ],
    rounds,
  );
  await cache.close();
  const ratio = results.find((result) => result.impl === 'freshet get')?.ratio ?? 0;
  return { results, goals: [atLeast(work, 0.85, ratio)] };
};
