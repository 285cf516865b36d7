import { afterAll, describe, expect, it } from 'vitest';
import type { WarmTask } from '../../server/engine/ports';
import type { WarmReport } from '../../server/engine/types';
import { connectPatiently } from '../../server/redis/connections';
import { BullWarmQueue } from '../../server/redis/warm-queue';
import { openClient, startRedis, stores, uniqueNamespace, waitFor } from '../support/redis';

const queues: BullWarmQueue[] = [];
afterAll(() => Promise.all(queues.map((queue) => queue.close())));

function task(id: string, count = 3): WarmTask {
  const keys = Array.from({ length: count }, (_, i) => ({ key: `page:${i}`, depth: i }));
  return { id, waveId: null, reason: 'test', keys, concurrency: 2, selective: false, hops: 0 };
}

function reportOf({ id, keys }: WarmTask): WarmReport {
  return {
    id,
    total: keys.length,
    warmed: keys.length,
    skipped: 0,
    failed: [],
    unloadable: [],
    durationMs: 1,
  };
}

describe.each(stores)('the warm queue on a $name store', (under) => {
  const base = under.connect();
  const ns = uniqueNamespace('warm');
  let connections = 0;
  const openQueue = (namespace = ns) => {
    const connect = () => {
      connections += 1;
      return connectPatiently(base);
    };
    const queue = new BullWarmQueue({ connect, ns: namespace });
    queues.push(queue);
    return queue;
  };

  it('opens nothing before its first use', async () => {
    const before = connections;
    await openQueue().close();
    expect(connections).toBe(before);
  });

  it('gives each task to one process, in order of keys, and keeps its report', async () => {
    const [asker, first, second] = [openQueue(), openQueue(), openQueue()];
    const taken: WarmTask[] = [];
    const handler = async (got: WarmTask) => {
      taken.push(got);
      return reportOf(got);
    };
    first.work(handler);
    second.work(handler);
    const tasks = Array.from({ length: 8 }, (_, i) => task(`w${i}`));
    await Promise.all(tasks.map((one) => asker.enqueue(one)));
    // The same id again is the same job.
    await asker.enqueue(tasks[0] as WarmTask);
    await waitFor('all tasks', async () => {
      const jobs = await Promise.all(tasks.map((one) => asker.job(one.id)));
      return jobs.every((job) => job?.state === 'completed');
    });
    expect(taken.map((got) => got.id).sort()).toEqual(tasks.map((one) => one.id).sort());
    expect(taken.find((got) => got.id === 'w3')).toEqual(task('w3'));
    expect(await asker.job('w3')).toEqual({
      id: 'w3',
      state: 'completed',
      total: 3,
      done: 3,
      report: reportOf(task('w3')),
      error: null,
    });
    expect(await asker.job('unknown')).toBeNull();
  });

  it('tells progress while a task runs', async () => {
    const queue = openQueue(uniqueNamespace('warm'));
    let release = () => {};
    queue.work(async (got, progress) => {
      progress(2);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return reportOf(got);
    });
    await queue.enqueue(task('slow'));
    const job = await waitFor('progress', async () => {
      const seen = await queue.job('slow');
      return seen?.done === 2 && seen;
    });
    expect(job).toMatchObject({ state: 'active', total: 3, done: 2, report: null });
    expect(await queue.counts()).toEqual({ waiting: 0, active: 1, failed: 0, delayed: 0 });
    release();
  });

  it('tries three times and then keeps the cause', async () => {
    const queue = openQueue(uniqueNamespace('warm'));
    let attempts = 0;
    queue.work(async () => {
      attempts += 1;
      throw new Error(`origin said ${attempts}`);
    });
    await queue.enqueue(task('bad'));
    const job = await waitFor(
      'the last failure',
      async () => {
        const seen = await queue.job('bad');
        return seen?.state === 'failed' && seen;
      },
      { timeoutMs: 15_000, everyMs: 50 },
    );
    expect(attempts).toBe(3);
    expect(job.error).toBe('origin said 3');
    expect((await queue.counts()).failed).toBe(1);
  });
});

describe('the warm queue without its Redis', () => {
  it('answers with an error in bounded time, and works again when Redis is back', async () => {
    const server = await startRedis({ persistent: true });
    const base = openClient(server.url);
    const connect = () => connectPatiently(base);
    const queue = new BullWarmQueue({ connect, ns: uniqueNamespace('warm') });
    queues.push(queue);
    await queue.enqueue(task('before'));
    await server.kill();
    await expect(queue.job('before')).rejects.toMatchObject({ code: 'store-unavailable' });
    await server.start();
    const job = await waitFor('the queue', () => queue.job('before'), { timeoutMs: 15_000 });
    expect(job.state).toBe('waiting');
  });
});
