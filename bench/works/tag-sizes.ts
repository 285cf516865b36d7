// Tags of 10,000, 100,000 and 1,000,000: a wave's time must not grow with them. Against SMEMBERS + UNLINK of 500 in the
// same rounds. Redis' own statistics tell the longest script; a client in another process and this one's event loop tell
// who was held up, while the bodies go behind the wave, too.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Freshet } from '../../server/freshet';
import { atMost, type Bench, exactly, type Goal, type Work } from '../bench';
import { elapsedMs, median, type WorkResult } from '../measure';
import { clearRawTag, fillRawTag, slowestScriptMs } from '../raw-tag';

const SIZES = [
  { members: 10_000, rounds: 7 },
  { members: 100_000, rounds: 3 },
  { members: 1_000_000, rounds: 1 },
];
const LANES = 256;
const RAW_ROUNDS = 9;
/** Beside the bundle (scripts/bench.mjs). */
const child = fileURLToPath(new URL('./stall-child.mjs', import.meta.url));
/** The generation's epoch and the retired ones lie in this range of scores. */
const VERIFIED = [2 ** 42, 1e14] as const;

interface Round {
  waveMs: number;
  behindMs: number;
  invalidated: number;
  slowestMs: number;
  stallMs: number;
  loopMs: number;
}

export const tagSizes: Work = async (bench) => {
  const prober = fork(child, [bench.url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(prober, 'message');
  const longest = async (): Promise<number> => {
    const reply = once(prober, 'message') as Promise<[{ longestMs: number }]>;
    prober.send('tell');
    return (await reply)[0].longestMs;
  };
  const results: WorkResult[] = [];
  const goals: Goal[] = [];
  const rawMs: number[] = [];
  for (let round = 0; round < RAW_ROUNDS; round++) {
    await fillRawTag(bench.raw, 'sizes', 500);
    rawMs.push(await clearRawTag(bench.raw, 'sizes'));
  }
  const raw500 = median(rawMs);
  results.push(
    row('invalidate a tag of 500', 'ioredis SMEMBERS + 500 pipelined UNLINK', raw500, 1),
  );
  await longest();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const idleMs = await longest();
  for (const { members, rounds } of SIZES) {
    const cache = await bench.open(`bench-sizes-${members}`);
    const all: Round[] = [];
    for (let i = 0; i < rounds; i++) all.push(await oneRound(bench, cache, members, longest));
    await cache.close();
    const of = (pick: (round: Round) => number) => median(all.map(pick));
    const worst = (pick: (round: Round) => number) => Math.max(...all.map(pick));
    const work = `invalidate a tag of ${members.toLocaleString('en')}`;
    const waveMs = of((round) => round.waveMs);
    results.push(row(work, 'freshet invalidateByTag', waveMs, waveMs / raw500));
    goals.push(
      atMost(`${work}, against raw 500`, 2, rounded(waveMs / raw500)),
      exactly(`${work}: counted`, members, all[0]?.invalidated ?? 0),
      atMost(
        `${work}: slowest script, bodies included`,
        2,
        worst((one) => one.slowestMs),
        'ms',
      ),
      atMost(
        `${work}: another client held up above idle`,
        2,
        rounded(worst((one) => one.stallMs) - idleMs),
        'ms',
      ),
      atMost(`${work}: event loop of the caller`, 5, rounded(worst((one) => one.loopMs)), 'ms'),
    );
    if (members !== 100_000) continue;
    await fillRawTag(bench.raw, 'sizes', members, VALUE);
    const clearMs = await clearRawTag(bench.raw, 'sizes');
    const behindMs = of((round) => round.behindMs);
    results.push(row('bodies of 100,000 gone', 'ioredis SMEMBERS + pipelined UNLINK', clearMs, 1));
    results.push(
      row('bodies of 100,000 gone', 'freshet, behind the wave', behindMs, behindMs / clearMs),
    );
    goals.push(atMost('bodies of 100,000 removed behind', 2, rounded(behindMs / clearMs)));
  }
  prober.disconnect();
  return { results, goals };
};

const VALUE = 'x'.repeat(100);

async function oneRound(
  { raw }: Bench,
  cache: Freshet,
  members: number,
  longest: () => Promise<number>,
): Promise<Round> {
  let next = 0;
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      while (next < members)
        await cache.set(`member:${next++}`, VALUE, { ttl: 3600, tags: ['all'] });
    }),
  );
  await raw.config('RESETSTAT');
  await longest();
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  let invalidated = 0;
  const waveMs = await elapsedMs(async () => {
    ({ invalidated } = await cache.invalidateByTag('all'));
  });
  const guard = `g:${cache.namespace}:t:all`;
  const behindMs = await elapsedMs(async () => {
    while ((await raw.zcount(guard, ...VERIFIED)) > 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
  });
  loop.disable();
  return {
    waveMs,
    behindMs,
    invalidated,
    slowestMs: await slowestScriptMs(raw),
    stallMs: await longest(),
    loopMs: loop.max / 1e6,
  };
}

const rounded = (value: number) => Number(value.toPrecision(3));
const row = (work: string, impl: string, value: number, ratio: number): WorkResult => ({
  work,
  impl,
  unit: 'ms',
  median: rounded(value),
  ratio: rounded(ratio),
});
