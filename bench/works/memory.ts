// Bytes of Redis per entry with three tags, against the value and three SADDs. Values of many sizes: the allocator rounds
// up, and one size alone would show its steps instead of what is stored.
import { atMost, type Work } from '../bench';

const ENTRIES = 5000;
const tagsOf = (i: number) => [`category:${i % 50}`, `brand:${i % 20}`, 'products'];
const valueOf = (i: number) => 'x'.repeat(1000 + ((i * 7919) % 2000));

export const memory: Work = async ({ raw, open }) => {
  await raw.flushall();
  const cache = await open('bench-memory');
  const empty = await usedBytes(raw);
  for (let i = 0; i < ENTRIES; i++) {
    const pipeline = raw.pipeline().set(`raw:memory:${i}`, valueOf(i), 'EX', 3600);
    for (const tag of tagsOf(i)) pipeline.sadd(`raw:tag:${tag}`, `raw:memory:${i}`);
    await pipeline.exec();
  }
  const withRaw = await usedBytes(raw);
  await raw.flushall();
  const before = await usedBytes(raw);
  for (let i = 0; i < ENTRIES; i++)
    await cache.set(`memory:${i}`, valueOf(i), { ttl: 3600, tags: tagsOf(i) });
  const withCache = await usedBytes(raw);
  await cache.close();
  await raw.flushall();
  const perRaw = (withRaw - empty) / ENTRIES;
  const perEntry = (withCache - before) / ENTRIES;
  const ratio = Number((perEntry / perRaw).toPrecision(4));
  const work = 'Redis bytes per entry with 3 tags, 2 kB';
  return {
    results: [
      { work, impl: 'ioredis SET + 3 SADD', unit: 'bytes', median: Math.round(perRaw), ratio: 1 },
      { work, impl: 'freshet set', unit: 'bytes', median: Math.round(perEntry), ratio },
    ],
    goals: [atMost(work, 1.1, ratio)],
  };
};

async function usedBytes(raw: Parameters<Work>[0]['raw']): Promise<number> {
  const found = /used_memory_dataset:(\d+)/.exec(await raw.info('memory'));
  if (found === null) throw new Error('INFO memory tells nothing of used_memory_dataset');
  return Number(found[1]);
}
