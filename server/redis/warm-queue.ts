// The queue of warm work on BullMQ: durable, shared by the fleet, tried again with patience. It has a connection of its
// own, because a queue waits for its Redis and a cache must not. Nothing is opened before the first use.
import { type Job, Queue, Worker } from 'bullmq';
import { FreshetError } from '../engine/errors';
import type { WarmQueue, WarmQueueControl, WarmTask } from '../engine/ports-process';
import type { WarmJob, WarmReport } from '../engine/types';
import { queuePrefix, warmCancelKey } from './keyspace';
import { asking } from './nodes';
import type { Client } from './script';
import { createWarmControl, describeJob, type OpenQueue } from './warm-control';
import { runJob, type StoredTask } from './warm-run';

const QUEUE = 'warm';
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 500;
const KEPT_DONE = { age: 3_600, count: 1_000 };
const KEPT_FAILED = { age: 7 * 86_400, count: 1_000 };
/** Jobs at once in one process: a person's long job must not hold up those of waves. */
const JOBS_AT_ONCE = 2;
/** A queue waits for Redis as long as it takes; those who ask it do not. */
const ANSWER_MS = 2_000;
/** What a running job gets to end when the process closes; then another process takes it over. */
const CLOSE_MS = 5_000;

type Handler = Parameters<WarmQueue['work']>[0];

export interface BullWarmQueueOptions {
  /** Opens a connection with `maxRetriesPerRequest: null`; this queue closes it. */
  connect: () => Client;
  ns: string;
  /** Told what goes wrong in the background; jobs keep their own errors. */
  onError?: (error: Error) => void;
}

export class BullWarmQueue implements WarmQueue {
  readonly control: WarmQueueControl;
  private opened: { client: Client; queue: OpenQueue } | null = null;
  private worker: Worker<StoredTask, WarmReport, typeof QUEUE> | null = null;
  private isClosed = false;

  constructor(private readonly options: BullWarmQueueOptions) {
    this.control = createWarmControl({
      ns: options.ns,
      ask: (operation, run) => this.ask(operation, run),
    });
  }

  /** The same id twice is one job. */
  async enqueue(task: WarmTask): Promise<void> {
    await this.ask('queueing warm work', (queue) =>
      queue.add(QUEUE, task, {
        jobId: task.id,
        ...(task.delayMs ? { delay: task.delayMs } : {}),
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: FIRST_RETRY_MS },
        removeOnComplete: KEPT_DONE,
        removeOnFail: KEPT_FAILED,
      }),
    );
  }

  work(handler: Handler): void {
    if (this.worker !== null || this.isClosed) return;
    const { client } = this.open();
    this.worker = new Worker<StoredTask, WarmReport, typeof QUEUE>(
      QUEUE,
      (job) => runJob(job, handler, () => this.isCancelled(job.data.id)),
      {
        connection: client,
        prefix: queuePrefix(this.options.ns),
        concurrency: JOBS_AT_ONCE,
        // A process that is killed again and again must not lose a wave's work.
        maxStalledCount: ATTEMPTS,
      },
    );
    this.worker.on('error', (error) => this.options.onError?.(error));
  }

  job(id: string): Promise<WarmJob | null> {
    return this.ask('reading a warm job', async (queue) => {
      const job = await queue.getJob(id);
      if (!job) return null;
      const state = stateOf(await job.getState());
      // It may have ended between the two readings: the result is in the job as it is now.
      const ended = state === 'completed' || state === 'failed';
      const current = ended ? ((await queue.getJob(id)) ?? job) : job;
      return state === null ? null : describeJob(current, state);
    });
  }

  counts(): Promise<{ waiting: number; active: number; failed: number; delayed: number }> {
    return this.ask('counting warm jobs', async (queue) => {
      const counts = await queue.getJobCounts('waiting', 'active', 'failed', 'delayed');
      const of = (state: string): number => counts[state] ?? 0;
      return {
        waiting: of('waiting'),
        active: of('active'),
        failed: of('failed'),
        delayed: of('delayed'),
      };
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const { worker, opened } = this;
    this.worker = null;
    this.opened = null;
    if (worker !== null)
      await within(CLOSE_MS, worker.close()).catch(() => within(CLOSE_MS, worker.close(true)));
    if (opened === null) return;
    await within(CLOSE_MS, opened.queue.close()).catch(() => {});
    opened.client.disconnect();
  }

  private async isCancelled(id: string): Promise<boolean> {
    if (this.opened === null) return false;
    return (await this.opened.client.exists(warmCancelKey(this.options.ns, id))) === 1;
  }

  private ask<T>(
    operation: string,
    run: (queue: OpenQueue, client: Client) => Promise<T>,
  ): Promise<T> {
    return asking(operation, async () => {
      if (this.isClosed) throw new FreshetError('closed', 'the warm queue was closed');
      const { queue, client } = this.open();
      return within(ANSWER_MS, run(queue, client));
    });
  }

  private open() {
    if (this.opened === null) {
      const client = this.options.connect();
      // What goes wrong with a connection is told by the call that needed it.
      client.on('error', () => {});
      const queue = new Queue<StoredTask, WarmReport, typeof QUEUE>(QUEUE, {
        connection: client,
        prefix: queuePrefix(this.options.ns),
      });
      queue.on('error', (error) => this.options.onError?.(error));
      this.opened = { client, queue };
    }
    return this.opened;
  }
}

function stateOf(state: Awaited<ReturnType<Job['getState']>>): WarmJob['state'] | null {
  switch (state) {
    case 'active':
    case 'completed':
    case 'failed':
    case 'delayed':
    case 'waiting':
      return state;
    case 'prioritized':
    case 'waiting-children':
      return 'waiting';
    case 'unknown':
      return null;
  }
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    timer.unref();
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
