// The floor of every wave: the members of a tag read with SMEMBERS and removed with pipelined UNLINKs.
import type { Redis } from 'ioredis';
import { elapsedMs } from './measure';

const VALUE = 'x'.repeat(2000);
const AT_ONCE = 1000;

export async function fillRawTag(raw: Redis, tag: string, members: number, value = VALUE) {
  for (let at = 0; at < members; at += AT_ONCE) {
    const pipeline = raw.pipeline();
    for (let i = at; i < Math.min(members, at + AT_ONCE); i++)
      pipeline.set(`raw:${tag}:${i}`, value, 'EX', 3600).sadd(`raw:tag:${tag}`, `raw:${tag}:${i}`);
    await pipeline.exec();
  }
}

/** Milliseconds from the first command until the last reply. */
export function clearRawTag(raw: Redis, tag: string): Promise<number> {
  return elapsedMs(async () => {
    const pipeline = raw.pipeline();
    for (const key of await raw.smembers(`raw:tag:${tag}`)) pipeline.unlink(key);
    await pipeline.exec();
  });
}

/** Longest script since CONFIG RESETSTAT, from Redis' own histogram. */
export async function slowestScriptMs(raw: Redis): Promise<number> {
  const info = await raw.info('latencystats');
  const percentiles = /latency_percentiles_usec_evalsha:\S*p99.9=([\d.]+)/.exec(info);
  if (percentiles === null) throw new Error('INFO latencystats tells nothing of evalsha');
  return Number(percentiles[1]) / 1000;
}
