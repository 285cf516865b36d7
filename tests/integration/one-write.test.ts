import { Redis } from 'ioredis';
import { describe, expect, inject, test } from 'vitest';
import { connect } from '@/server/redis/connections';
import { waitFor } from '../support/redis';

/** How often the socket was written to while `task` ran. */
async function writesOf(client: Redis, task: () => Promise<unknown>): Promise<number> {
  await waitFor('the connection', () => client.status === 'ready');
  let writes = 0;
  const socket = client.stream;
  const { _write, _writev } = socket;
  socket._write = (...args: Parameters<typeof _write>) => {
    writes++;
    return _write.apply(socket, args);
  };
  socket._writev = (...args: Parameters<NonNullable<typeof _writev>>) => {
    writes++;
    return _writev?.apply(socket, args);
  };
  await task();
  return writes;
}

describe('commands of one turn', () => {
  const many = (client: Redis) => () =>
    Promise.all(Array.from({ length: 64 }, (_, i) => client.echo(`m${i}`)));

  test('travel in one write after the first, and come back in their order', async () => {
    const client = connect(inject('redisUrl'), 1000) as Redis;
    let answers: string[] = [];
    const writes = await writesOf(client, async () => {
      answers = await many(client)();
    });
    expect(writes).toBe(2);
    expect(answers).toEqual(Array.from({ length: 64 }, (_, i) => `m${i}`));
    client.disconnect();
  });

  test('control: an ordinary client writes each by itself', async () => {
    const client = new Redis(inject('redisUrl'));
    expect(await writesOf(client, many(client))).toBe(64);
    client.disconnect();
  });

  test('do not wait when they are alone, and fail when the connection breaks under them', async () => {
    const client = connect(inject('redisUrl'), 1000) as Redis;
    client.on('error', () => {});
    expect(await writesOf(client, () => client.ping())).toBe(1);
    const both = [client.echo('a'), client.echo('b')];
    client.stream.destroy();
    const ends = await Promise.allSettled(both);
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected']);
    await waitFor('the new connection', () => client.status === 'ready');
    expect(await Promise.all([client.echo('c'), client.echo('d')])).toEqual(['c', 'd']);
    client.disconnect();
  });
});
