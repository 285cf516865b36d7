// `npm run measure:console`: the console beside a large, busy cache. 100,000 entries with 1,000,000 edges, 50 waves a
// second; a number of open consoles, each going through its pages; then 500 live streams on one process. Prints the 95th
// percentile of each query, what a console costs Redis, and how soon the last of 500 hears of a wave. Exit code 1 when a
// goal is missed, which on a busy machine says more about the machine. `-- 0.1` takes a tenth of the size.
import { Redis } from 'ioredis';
import { withTemporaryDemo } from './demo/temporary.mjs';
import { runOrRefuse } from './lib/refusal.mjs';
import { fillLargeShop, type LargeShop } from './measure/large-shop';
import { type Goal, percentile, tellGoals } from './measure/lines';
import { listen, openConsole, pagesOf } from './measure/open-console';
import { type Demo, signIn } from './measure/sign-in';

const WAVES_PER_SECOND = 50;
const CONSOLES = 4;
const STREAMS = 500;
const QUIET_S = 10;
const MEASURED_S = 45;

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Seconds of CPU that Redis has used so far. */
async function cpuOf(redis: Redis): Promise<number> {
  const info = await redis.info('cpu');
  const used = [...info.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)];
  return used.reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}

async function cpuShareWhile(redis: Redis, seconds: number): Promise<number> {
  const before = await cpuOf(redis);
  const begin = performance.now();
  await pause(seconds);
  return ((await cpuOf(redis)) - before) / ((performance.now() - begin) / 1000);
}

async function measureConsoles(demo: Demo, shop: LargeShop, redis: Redis): Promise<Goal[]> {
  const cookie = await signIn(demo);
  const { id } = await shop.cache.invalidateByKey('page:1');
  const pages = pagesOf({ tag: 'category:7', key: 'article:2801', waveId: id });
  const times = new Map<string, number[]>();
  const failures: string[] = [];
  const latencies = {
    fail: (what: string) => failures.push(what),
    add: (what: string, ms: number) => times.set(what, [...(times.get(what) ?? []), ms]),
  };
  const stopWaves = shop.startWaves(WAVES_PER_SECOND);
  const begin = performance.now();
  const quiet = await cpuShareWhile(redis, QUIET_S);
  // Each begins at another page.
  const consoles = Array.from({ length: CONSOLES }, (_, i) =>
    openConsole(demo, cookie, [...pages.slice(i * 2), ...pages.slice(0, i * 2)], latencies),
  );
  const busy = await cpuShareWhile(redis, MEASURED_S);
  for (const close of consoles) await close();
  const waves = await stopWaves();
  const perSecond = waves / ((performance.now() - begin) / 1000);
  for (const failure of failures.slice(0, 3)) console.log(`measure: ${failure}`);
  return [
    { what: 'failed answers', measured: failures.length, unit: '', most: 0 },
    { what: 'waves', measured: perSecond, unit: 'a second', least: WAVES_PER_SECOND * 0.9 },
    ...[...times].map(([what, ms]) => ({
      what: `GET ${what}, 95th percentile of ${ms.length}`,
      measured: percentile(ms, 0.95),
      unit: 'ms',
      most: 100,
    })),
    {
      what: 'Redis per open console',
      measured: (Math.max(0, busy - quiet) / CONSOLES) * 100,
      unit: '% of a core',
      most: 5,
    },
  ];
}

/** One wave to many listeners: until the last has heard of it. */
async function measureStreams(demo: Demo, shop: LargeShop): Promise<Goal> {
  const cookie = await signIn(demo);
  const stop = new AbortController();
  const heard = new Map<string, Set<number>>();
  const streams = Array.from({ length: STREAMS }, (_, at) =>
    listen(demo, cookie, stop.signal, (text) => {
      for (const [word, by] of heard) if (text.includes(word)) by.add(at);
    }),
  );
  /** Until all have heard of a wave with this reason, ms. */
  async function tellAll(word: string, timeoutMs: number): Promise<number | null> {
    const by = new Set<number>();
    heard.set(word, by);
    const begin = performance.now();
    await shop.cache.invalidateByKey('page:2', { reason: word });
    while (by.size < STREAMS && performance.now() - begin < timeoutMs) await pause(0.005);
    return by.size < STREAMS ? null : performance.now() - begin;
  }
  // All streams are open when all hear the same question.
  let asked = 0;
  while ((await tellAll(`is everybody here ${asked}`, 1_000)) === null)
    if (++asked > 60) throw new Error(`${STREAMS} streams did not open within a minute`);
  const ms = (await tellAll('the last one hears it', 10_000)) ?? Number.POSITIVE_INFINITY;
  stop.abort();
  await Promise.all(streams);
  return {
    what: `a wave to the last of ${STREAMS} consoles`,
    measured: ms,
    unit: 'ms',
    most: 1_000,
  };
}

await runOrRefuse(async () => {
  const log = (line: string) => console.log(`measure: ${line}`);
  const scale = Number(process.argv[2] ?? '1');
  await withTemporaryDemo({ log }, async (demo) => {
    const begin = performance.now();
    const shop = await fillLargeShop(demo, scale);
    const seconds = Math.round((performance.now() - begin) / 1000);
    log(`${shop.entries} entries with ${shop.edges} edges, filled in ${seconds} s`);
    const redis = new Redis(demo.redisUrl);
    try {
      const goals = await measureConsoles(demo, shop, redis);
      goals.push(await measureStreams(demo, shop));
      if (!tellGoals(goals)) process.exitCode = 1;
    } finally {
      redis.disconnect();
      await shop.cache.close();
    }
  });
});
