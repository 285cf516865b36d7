// A hit in the process: against the least any asynchronous cache can do, an async function around a Map. The entries have
// three tags, and Redis must not hear of it.
import type { Redis } from 'ioredis';
import { atLeast, exactly, type Work } from '../bench';
import { measure, throughput } from '../measure';

const KEYS = 1000;
const READS = 200_000;

export const l1Hit: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-l1', { l1: { maxAgeMs: 3_600_000 } });
  const map = new Map<string, unknown>();
  for (let i = 0; i < KEYS; i++) {
    const value = { id: i, text: 'x'.repeat(1950) };
    map.set(`product:${i}`, value);
    await cache.set(`product:${i}`, value, { ttl: 3600, tags: ['a', 'b', `c:${i}`] });
    await cache.get(`product:${i}`);
  }
  const load = () => Promise.reject(new Error('a hit must not load'));
  const readMap = async (key: string) => map.get(key);
  // The key is put together for each read, as a service does.
  const run = (read: (key: string) => Promise<unknown>, lanes: number) => () =>
    throughput(READS, lanes, (i) => read(`product:${i % KEYS}`));
  const work = 'L1 hit, 2 kB object, 3 tags';
  const results = await measure(
    work,
    'ops/s',
    [
      { name: 'async Map lookup', round: run(readMap, 1) },
      { name: 'freshet get', round: run((key) => cache.get(key), 1) },
      { name: 'freshet getWithSWR', round: run((key) => cache.getWithSWR(key, load), 1) },
    ],
    rounds,
    3,
  );
  const asked = await entriesAskedFor(raw, 'bench-l1', () =>
    throughput(READS, 1, (i) => cache.get(`product:${i % KEYS}`)),
  );
  await cache.close();
  return {
    results,
    goals: [
      atLeast(work, 0.8, results[1]?.ratio ?? 0),
      exactly('commands to Redis of 200,000 L1 hits', 0, asked),
    ],
  };
};

/** Commands that named an entry of the namespace while the task ran. */
async function entriesAskedFor(raw: Redis, namespace: string, task: () => Promise<unknown>) {
  const monitor = await raw.duplicate().monitor();
  let asked = 0;
  monitor.on('monitor', (_time: string, args: string[]) => {
    if (args.some((arg) => arg.startsWith(`e:${namespace}:`))) asked++;
  });
  // Seen, so that a monitor that sees nothing does not pass for silence.
  await raw.get(`e:${namespace}:canary`);
  await task();
  await raw.get(`e:${namespace}:canary`);
  for (let left = 500; asked < 2 && left > 0; left--) await new Promise((go) => setTimeout(go, 2));
  monitor.disconnect();
  return asked - 2;
}
