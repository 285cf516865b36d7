// A tag of 500 members: SMEMBERS and 500 pipelined UNLINK against one wave, from the call until it resolved. Redis'
// own slow log tells whether any single command held it for more than 2 ms.
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
  await raw.config('SET', 'slowlog-log-slower-than', '2000');
  await raw.config('SET', 'slowlog-max-len', '1000');
  await raw.slowlog('RESET');
  let wrong = 0;
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
          return elapsedMs(async () => {
            const wave = await cache.invalidateByTag('500');
            if (wave.invalidated !== MEMBERS) wrong++;
          });
        },
      },
    ],
    rounds,
  );
  const slow = await slowCommands(raw);
  await cache.close();
  return {
    results,
    goals: [
      atMost(work, 0.4, results[1]?.ratio ?? Number.POSITIVE_INFINITY),
      exactly('Redis commands above 2 ms while a tag of 500 is invalidated', 0, slow),
      exactly('waves that did not report all 500', 0, wrong),
    ],
  };
};

async function slowCommands(raw: Parameters<Work>[0]['raw']): Promise<number> {
  const entries: unknown = await raw.slowlog('GET', '1000');
  if (!Array.isArray(entries)) throw new Error('SLOWLOG GET did not answer with a list');
  return entries.length;
}
