// Storing 2 kB with three tags: SET + 3 SADD in one pipeline against `set` (leases, refs, index, expiry included).
import { atLeast, type Work } from '../bench';
import { measure, throughput } from '../measure';

const WRITES = 5000;
const LANES = 64;

export const setTagged: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-set');
  const value = { id: 1, text: 'x'.repeat(1950) };
  const text = JSON.stringify(value);
  const tagsOf = (i: number) => [`category:${i % 50}`, `brand:${i % 20}`, 'products'];
  const work = 'set, 2 kB, 3 tags, 64 concurrent';
  const results = await measure(
    work,
    'ops/s',
    [
      {
        name: 'ioredis pipeline SET + 3 SADD',
        round: () =>
          throughput(WRITES, LANES, (i) => {
            const pipeline = raw.pipeline().set(`raw:set:${i}`, text, 'EX', 3600);
            for (const tag of tagsOf(i)) pipeline.sadd(`raw:tag:${tag}`, `raw:set:${i}`);
            return pipeline.exec();
          }),
      },
      {
        name: 'freshet set',
        round: () =>
          throughput(WRITES, LANES, (i) =>
            cache.set(`set:${i}`, value, { ttl: 3600, tags: tagsOf(i) }),
          ),
      },
    ],
    rounds,
  );
  await cache.close();
  return { results, goals: [atLeast(work, 1, results[1]?.ratio ?? 0)] };
};
