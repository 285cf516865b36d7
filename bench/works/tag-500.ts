// A tag of 500 members: SMEMBERS and 500 pipelined UNLINK against one wave, from the call until it resolved. Redis' own
// latency statistics tell how long the longest script of each wave held it; no wave is left out.
import { atMost, exactly, type Work } from '../bench';
import { elapsedMs, measure } from '../measure';

const MEMBERS = 500;

export const tagOf500: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-tag');
  const value = 'x'.repeat(2000);
  const fillRaw = async () => {
    const pipeline = raw.pipeline();
    for (let i = 0; i < MEMBERS; i++) {
      pipeline.set(`raw:member:${i}`, value, 'EX', 3600).sadd('raw:tag:500', `raw:member:${i}`);
    }
    await pipeline.exec();
  };
  const fill = () =>
    Promise.all(
      Array.from({ length: MEMBERS }, (_, i) =>
        cache.set(`member:${i}`, value, { ttl: 3600, tags: ['500'] }),
      ),
    );
  let wrong = 0;
  const slowest: number[] = [];
  const work = 'invalidate a tag of 500';
  const results = await measure(
    work,
    'ms',
    [
      {
        name: 'ioredis SMEMBERS + 500 pipelined UNLINK',
        round: async () => {
          await fillRaw();
          return elapsedMs(async () => {
            const pipeline = raw.pipeline();
            for (const key of await raw.smembers('raw:tag:500')) pipeline.unlink(key);
            await pipeline.exec();
          });
        },
      },
      {
        name: 'freshet invalidateByTag',
        round: async () => {
          await fill();
          await raw.config('RESETSTAT');
          const tookMs = await elapsedMs(async () => {
            const wave = await cache.invalidateByTag('500');
            if (wave.invalidated !== MEMBERS) wrong++;
          });
          slowest.push(await slowestScriptMs(raw));
          return tookMs;
        },
      },
    ],
    rounds * 3,
    60,
  );
  await cache.close();
  return {
    results,
    goals: [
      atMost(work, 0.4, results[1]?.ratio ?? Number.POSITIVE_INFINITY),
      atMost('slowest script of any wave over 500', 2, Math.max(...slowest), 'ms'),
      exactly('waves that did not report all 500', 0, wrong),
    ],
  };
};

/** Longest script since the statistics were reset, from Redis' own histogram. */
async function slowestScriptMs(raw: Parameters<Work>[0]['raw']): Promise<number> {
  const info = await raw.info('latencystats');
  const percentiles = /latency_percentiles_usec_evalsha:\S*p99.9=([\d.]+)/.exec(info);
  if (percentiles === null) throw new Error('INFO latencystats tells nothing of evalsha');
  return Number(percentiles[1]) / 1000;
}
