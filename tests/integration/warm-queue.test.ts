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
    cancelled: 0,
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
      about: {
        reason: 'test',
        waveId: null,
        createdAt: expect.stringMatching(/Z$/),
        endedAt: expect.stringMatching(/Z$/),
        attempts: 1,
      },
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

  const loadsBut = (bad: ReadonlySet<string>, seen: string[][]) => async (got: WarmTask) => {
    seen.push(got.keys.map(({ key }) => key));
    const failed = got.keys
      .filter(({ key }) => bad.has(key))
      .map(({ key }) => ({ key, error: 'down' }));
    return { ...reportOf(got), warmed: got.keys.length - failed.length, failed };
  };

  it('tries only the keys that failed again, and keeps them as a dead letter that can be tried again', async () => {
    const queue = openQueue(uniqueNamespace('warm'));
    const seen: string[][] = [];
    const bad = new Set(['page:1']);
    queue.work(loadsBut(bad, seen));
    await queue.enqueue(task('some'));
    const dead = await waitFor(
      'the dead letter',
      async () => (await queue.control.jobs(['failed']))[0],
      { timeoutMs: 15_000, everyMs: 50 },
    );
    expect(seen).toEqual([['page:0', 'page:1', 'page:2'], ['page:1'], ['page:1']]);
    expect(dead).toMatchObject({
      id: 'some',
      state: 'failed',
      done: 2,
      report: { warmed: 2, failed: [{ key: 'page:1', error: 'down' }] },
      error: '1 of 3 keys could not be loaded; the first, page:1: down',
    });
    bad.clear();
    expect(await queue.control.retry('some')).toBe(true);
    const done = await waitFor('the retry', async () => {
      const job = await queue.job('some');
      return job?.state === 'completed' && job;
    });
    expect(done).toMatchObject({ total: 3, done: 3, report: { warmed: 3, failed: [] } });
    expect(await queue.control.retry('some')).toBe(false);
  });

  it('ends a running job where it is, and takes out one that has not begun', async () => {
    const queue = openQueue(uniqueNamespace('warm'));
    await queue.control.pause();
    await queue.enqueue(task('waits'));
    await queue.enqueue(task('runs'));
    const waiting = await queue.control.jobs(['waiting']);
    expect(waiting.map((job) => job.id).toSorted()).toEqual(['runs', 'waits']);
    expect(await queue.control.cancel('waits')).toBe('removed');
    expect(await queue.job('waits')).toBeNull();
    queue.work(async (got, progress, signal) => {
      progress(1);
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return { ...reportOf(got), warmed: 1, cancelled: 2 };
    });
    expect(await queue.control.isPaused()).toBe(true);
    expect((await queue.counts()).active).toBe(0);
    await queue.control.resume();
    await waitFor('it to run', async () => (await queue.job('runs'))?.state === 'active');
    expect(await queue.control.cancel('runs')).toBe('stopping');
    const done = await waitFor('it to stop', async () => {
      const job = await queue.job('runs');
      return job?.state === 'completed' && job;
    });
    expect(done.report).toMatchObject({ warmed: 1, cancelled: 2 });
    expect(await queue.control.cancel('runs')).toBeNull();
  });

  it('gives the whole fleet so many turns a second', async () => {
    const namespace = uniqueNamespace('warm');
    const [first, second] = [openQueue(namespace), openQueue(namespace)];
    // Control: without a limit every turn comes at once.
    expect(await Promise.all([1, 2, 3].map(() => first.control.turn()))).toEqual([0, 0, 0]);
    await first.control.setLimit(2);
    expect(await second.control.limit()).toBe(2);
    const waits = await Promise.all(
      [first, second, first, second, first].map((q) => q.control.turn()),
    );
    // A second may end in between: then four went.
    expect(waits.filter((ms) => ms === 0).length).toBeLessThanOrEqual(4);
    expect(waits.filter((ms) => ms > 0).every((ms) => ms <= 1000)).toBe(true);
    expect(waits.some((ms) => ms > 0)).toBe(true);
    await second.control.setLimit(null);
    expect(await first.control.turn()).toBe(0);
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
