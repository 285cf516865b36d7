// A hit in Redis: text against GET, an object against GET + JSON.parse. With and without tags, one caller and many, with a
// large index behind the entry, and with a large value under both codecs.
import type { Redis } from 'ioredis';
import type { EntryOptions, Freshet } from '../../server/freshet';
import { atLeast, exactly, type Goal, type Work } from '../bench';
import { measure, throughput, type WorkResult } from '../measure';

const KEYS = 200;

interface Case {
  work: string;
  value: unknown;
  lanes: number;
  reads: number;
  /** What the entry of this number is stored with. */
  entry: (i: number) => EntryOptions;
  goal: number;
  /** Default: the cache with JSON. */
  msgpackr?: boolean;
}

const names = (count: number, name: string) => Array.from({ length: count }, (_, i) => name + i);
const object = { id: 1, text: 'x'.repeat(1950) };
const text = JSON.stringify(object);
/** 400 rows: what a listing caches. */
const listing = Array.from({ length: 400 }, (_, id) => ({
  id,
  name: `Product number ${id}`,
  slug: `product-number-${id}`,
  price: { amount: 1990 + id, currency: 'EUR' },
  stock: id % 7,
}));
const none = () => ({ ttl: 3600 });
/** Tags of everything: more members than a wave walks, so that readers verify some of them. */
const three = () => ({ ttl: 3600, tags: names(3, 'tag') });
/** As a page has them: its own tags, and products that other pages show, too. */
const many60 = (i: number) => ({
  ttl: 3600,
  tags: names(10, `tag${i % 20}:`),
  dependencies: Array.from({ length: 50 }, (_, at) => `product:${(i + at) % KEYS}`),
});
const many = { lanes: 64, reads: 20_000 };
const one = { lanes: 1, reads: 2000 };
const large = { value: listing, entry: three, lanes: 64, reads: 2000 };

const cases: readonly Case[] = [
  { work: '2 kB text, 3 tags, 64 concurrent', value: text, entry: three, ...many, goal: 0.95 },
  {
    work: '2 kB object, no tags, 64 concurrent',
    value: object,
    entry: none,
    ...many,
    goal: 0.95,
  },
  { work: '2 kB object, 3 tags, 64 concurrent', value: object, entry: three, ...many, goal: 0.95 },
  {
    work: '2 kB object, no tags, one caller',
    value: object,
    entry: none,
    ...one,
    goal: 0.95,
  },
  { work: '2 kB object, 3 tags, one caller', value: object, entry: three, ...one, goal: 0.95 },
  {
    work: '2 kB object, 10 tags and 50 dependencies, 64 concurrent',
    value: object,
    entry: many60,
    ...many,
    goal: 0.95,
  },
  { work: '50 kB object, 64 concurrent', ...large, goal: 0.95 },
  { work: '50 kB object, 64 concurrent, msgpackr', ...large, goal: 2, msgpackr: true },
];

export const l2Hit: Work = async ({ raw, open, rounds }) => {
  const json = await open('bench-hit');
  const records = await open('bench-hit-records', { codec: 'msgpackr' });
  const results: WorkResult[] = [];
  const goals: Goal[] = [];
  for (const each of cases) {
    const cache = each.msgpackr ? records : json;
    const measured = await compare(raw, cache, each, rounds);
    results.push(...measured);
    goals.push(atLeast(`L2 hit, ${each.work}`, each.goal, measured[1]?.ratio ?? 0));
  }
  goals.push(exactly('Redis commands per hit', 1, await commandsPerHit(raw, json)));
  await Promise.all([json.close(), records.close()]);
  return { results, goals };
};

async function compare(raw: Redis, cache: Freshet, each: Case, rounds: number) {
  const { value, entry, lanes, reads } = each;
  const plain = typeof value === 'string';
  const stored = plain ? value : JSON.stringify(value);
  for (let i = 0; i < KEYS; i++) {
    await raw.set(`raw:hit:${i}`, stored, 'EX', 3600);
    await cache.set(`hit:${i}`, value, entry(i));
  }
  const load = () => Promise.reject(new Error('a hit must not load'));
  const run = (read: (i: number) => Promise<unknown>) => () =>
    throughput(reads, lanes, (i) => read(i % KEYS));
  const floor = plain
    ? { name: 'ioredis GET', round: run((i) => raw.get(`raw:hit:${i}`)) }
    : {
        name: 'ioredis GET + JSON.parse',
        round: run(async (i) => JSON.parse((await raw.get(`raw:hit:${i}`)) ?? '')),
      };
  return measure(
    `L2 hit, ${each.work}`,
    'ops/s',
    [
      floor,
      { name: 'freshet get', round: run((i) => cache.get(`hit:${i}`)) },
      { name: 'freshet getWithSWR', round: run((i) => cache.getWithSWR(`hit:${i}`, load)) },
    ],
    rounds,
  );
}

/** Commands sent to Redis for 1,000 hits. The generation's lease and the counters (six a second) are not the hits': rounded. */
async function commandsPerHit(raw: Redis, cache: Freshet): Promise<number> {
  const hits = 1000;
  await raw.config('RESETSTAT');
  for (let i = 0; i < hits; i++) await cache.get(`hit:${i % KEYS}`);
  const stats = await raw.info('commandstats');
  const callsOf = (name: string) =>
    Number(new RegExp(`^cmdstat_${name}:calls=(\\d+)`, 'm').exec(stats)?.[1] ?? 0);
  const calls = callsOf('get') + callsOf('mget') + callsOf('evalsha') + callsOf('eval');
  return Number((calls / hits).toFixed(1));
}
