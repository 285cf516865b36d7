// A tag of 500 members: SMEMBERS and 500 pipelined UNLINK against one wave, from the call until it resolved. Redis' own
// latency statistics tell how long the longest script of each wave held it; no wave is left out.
import { atMost, exactly, type Work } from '../bench';
import { elapsedMs, measure } from '../measure';
import { clearRawTag, fillRawTag, slowestScriptMs } from '../raw-tag';

const MEMBERS = 500;

export const tagOf500: Work = async ({ raw, open, rounds }) => {
  const cache = await open('bench-tag');
  const value = 'x'.repeat(2000);
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
          await fillRawTag(raw, '500', MEMBERS);
          return clearRawTag(raw, '500');
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
      atMost(work, 0.3, results[1]?.ratio ?? Number.POSITIVE_INFINITY),
      atMost('slowest script of any wave over 500', 2, Math.max(...slowest), 'ms'),
      exactly('waves that did not report all 500', 0, wrong),
    ],
  };
};
