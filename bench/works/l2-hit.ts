// A hit in Redis, 2 kB, 64 callers at once, three tags: text against GET, and an object against GET + JSON.parse.
import { atLeast, type Work } from '../bench';
import { measure, throughput } from '../measure';

const KEYS = 200;
const READS = 20_000;
const LANES = 64;

export const l2Hit: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-hit');
  const value = { id: 1, text: 'x'.repeat(1950) };
  const text = JSON.stringify(value);
  for (let i = 0; i < KEYS; i++) {
    await raw.set(`raw:hit:${i}`, text, 'EX', 3600);
    await cache.set(`text:${i}`, text, { ttl: 3600, tags: ['a', 'b', 'c'] });
    await cache.set(`object:${i}`, value, { ttl: 3600, tags: ['a', 'b', 'c'] });
  }
  const load = () => Promise.reject(new Error('a hit must not load'));
  const run = (read: (i: number) => Promise<unknown>) => () =>
    throughput(READS, LANES, (i) => read(i % KEYS));
  const textWork = 'L2 hit, 2 kB text, 64 concurrent';
  const objectWork = 'L2 hit, 2 kB object, 64 concurrent';
  const texts = await measure(
    textWork,
    'ops/s',
    [
      { name: 'ioredis GET', round: run((i) => raw.get(`raw:hit:${i}`)) },
      { name: 'freshet get', round: run((i) => cache.get(`text:${i}`)) },
      { name: 'freshet getWithSWR', round: run((i) => cache.getWithSWR(`text:${i}`, load)) },
    ],
    rounds,
  );
  const objects = await measure(
    objectWork,
    'ops/s',
    [
      {
        name: 'ioredis GET + JSON.parse',
        round: run(async (i) => JSON.parse((await raw.get(`raw:hit:${i}`)) ?? '')),
      },
      { name: 'freshet get', round: run((i) => cache.get(`object:${i}`)) },
      { name: 'freshet getWithSWR', round: run((i) => cache.getWithSWR(`object:${i}`, load)) },
    ],
    rounds,
  );
  await cache.close();
  return {
    results: [...texts, ...objects],
    goals: [
      atLeast(textWork, 0.85, texts[1]?.ratio ?? 0),
      atLeast(objectWork, 0.85, objects[1]?.ratio ?? 0),
    ],
  };
};
