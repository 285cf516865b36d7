// Storing 2 kB with tags and dependencies: SET and the same index writes in one pipeline, against `set` (leases, refs, index
// with its expiry, late fills fenced off).
import { atLeast, type Goal, type Work } from '../bench';
import { measure, throughput, type WorkResult } from '../measure';

const WRITES = 5000;
const LANES = 64;

const cases = [
  { tags: 0, dependencies: 0 },
  { tags: 3, dependencies: 0 },
  { tags: 10, dependencies: 0 },
  { tags: 0, dependencies: 5 },
];

export const setTagged: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-set');
  const value = { id: 1, text: 'x'.repeat(1950) };
  const text = JSON.stringify(value);
  const results: WorkResult[] = [];
  const goals: Goal[] = [];
  for (const { tags, dependencies } of cases) {
    const tagsOf = (i: number) =>
      Array.from({ length: tags }, (_, at) => `category${at}:${i % (20 + at)}`);
    const inputsOf = (i: number) =>
      Array.from({ length: dependencies }, (_, at) => `part:${(i + at) % 200}`);
    const index = dependencies > 0 ? `${dependencies} dependencies` : `${tags} tags`;
    const work = `set, 2 kB, ${index}, 64 concurrent`;
    const measured = await measure(
      work,
      'ops/s',
      [
        {
          name: `ioredis pipeline SET + ${tags + dependencies} SADD`,
          round: () =>
            throughput(WRITES, LANES, (i) => {
              const pipeline = raw.pipeline().set(`raw:set:${i}`, text, 'EX', 3600);
              for (const tag of tagsOf(i)) pipeline.sadd(`raw:tag:${tag}`, `raw:set:${i}`);
              for (const key of inputsOf(i)) pipeline.sadd(`raw:by:${key}`, `raw:set:${i}`);
              return pipeline.exec();
            }),
        },
        {
          name: 'freshet set',
          round: () =>
            throughput(WRITES, LANES, (i) =>
              cache.set(`set:${i}`, value, {
                ttl: 3600,
                tags: tagsOf(i),
                dependencies: inputsOf(i),
              }),
            ),
        },
      ],
      rounds,
    );
    results.push(...measured);
    goals.push(atLeast(work, 1.2, measured[1]?.ratio ?? 0));
  }
  await cache.close();
  return { results, goals };
};
