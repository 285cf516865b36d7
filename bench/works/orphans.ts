// Entries that expired leave nothing in the index once the sweeper passed.
import { exactly, type Work } from '../bench';

const ENTRIES = 2000;

export const orphans: Work = async ({ raw, open }) => {
  const cache = await open('bench-orphans');
  await Promise.all(
    Array.from({ length: ENTRIES }, (_, i) =>
      cache.set(`o:${i}`, i, { ttl: 0.5, swr: 0, tags: [`a:${i % 10}`, `b:${i % 100}`, 'all'] }),
    ),
  );
  const before = await countMembers(raw);
  while ((await raw.exists('e:bench-orphans:o:0')) === 1 || (await cache.get('o:1999')) !== null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Edges end on whole seconds, up to one after their entry.
  await new Promise((resolve) => setTimeout(resolve, 1600));
  const swept = await cache.sweep();
  const left = await countMembers(raw);
  await cache.close();
  const work = 'index members left after expiry and sweep';
  return {
    results: [
      {
        work,
        impl: `freshet (${before} before, ${swept.removed} removed)`,
        unit: 'members',
        median: left,
        ratio: 0,
      },
    ],
    goals: [exactly(work, 0, left)],
  };
};

async function countMembers(raw: Parameters<Work>[0]['raw']): Promise<number> {
  let cursor = '0';
  let members = 0;
  do {
    const [next, keys] = await raw.scan(cursor, 'MATCH', 'g:bench-orphans:*', 'COUNT', 500);
    for (const key of keys) members += await raw.zcount(key, '-inf', '(100000000000000');
    cursor = next;
  } while (cursor !== '0');
  return members;
}
