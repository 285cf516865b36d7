// What people see of the queue and do about it.
import type { JobType, Queue } from 'bullmq';
import type { WarmQueueControl } from '../engine/ports-process';
import type { WarmJob, WarmJobState, WarmReport } from '../engine/types';
import { warmCancelKey, warmLimitKey } from './keyspace';
import { type Client, number, runScript } from './script';
import type { StoredTask, WarmQueueJob } from './warm-run';

/** A job that is to stop is told for so long; it looks twice a second. */
const CANCEL_MS = 3_600_000;
export type OpenQueue = Queue<StoredTask, WarmReport, 'warm'>;

export interface ControlParts {
  ns: string;
  /** Runs with the queue and its connection, in bounded time. */
  ask<T>(operation: string, run: (queue: OpenQueue, client: Client) => Promise<T>): Promise<T>;
}

export function createWarmControl({ ns, ask }: ControlParts): WarmQueueControl {
  return {
    jobs: (states, limit = 50) =>
      ask('listing warm jobs', async (queue) => {
        const found = await Promise.all(
          states.map(async (state) => {
            const jobs = await queue.getJobs(typesOf(state), 0, limit - 1);
            return jobs.filter((job) => job !== undefined).map((job) => describeJob(job, state));
          }),
        );
        return found.flat().sort((a, b) => (createdAt(a) < createdAt(b) ? 1 : -1));
      }),
    retry: (id) =>
      ask('trying a warm job again', async (queue) => {
        const job = await queue.getJob(id);
        if (!job || !(await job.isFailed())) return false;
        await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
        return true;
      }),
    cancel: (id) =>
      ask('aborting a warm job', async (queue, client) => {
        const job = await queue.getJob(id);
        if (!job || (await job.isCompleted()) || (await job.isFailed())) return null;
        const isRunning = await job.isActive();
        if (!isRunning && (await isRemoved(job))) return 'removed';
        await client.set(warmCancelKey(ns, id), '1', 'PX', CANCEL_MS);
        return 'stopping';
      }),
    pause: () => ask('pausing warming', (queue) => queue.pause()),
    resume: () => ask('resuming warming', (queue) => queue.resume()),
    isPaused: () => ask('reading the warm queue', (queue) => queue.isPaused()),
    setLimit: (perSecond) =>
      ask('limiting warming', async (_queue, client) => {
        if (perSecond === null) await client.hdel(warmLimitKey(ns), 'limit');
        else await client.hset(warmLimitKey(ns), 'limit', perSecond);
      }),
    limit: () =>
      ask('reading the warm limit', async (_queue, client) => {
        const limit = await client.hget(warmLimitKey(ns), 'limit');
        return limit === null ? null : Number(limit);
      }),
    turn: () =>
      ask("taking a load's turn", async (_queue, client) =>
        number(await runScript(client, 'warm-turn', [warmLimitKey(ns)], [])),
      ),
  };
}

/** False when it began in this very moment: then it holds a lock. */
async function isRemoved(job: WarmQueueJob): Promise<boolean> {
  try {
    await job.remove();
    return true;
  } catch {
    return false;
  }
}

function typesOf(state: WarmJobState): JobType[] {
  return state === 'waiting' ? ['waiting', 'prioritized'] : [state];
}

const createdAt = (job: WarmJob): string => job.about?.createdAt ?? '';

/** `state` was asked for before the job was read: a job that has ended since is shown by the next look. */
export function describeJob(job: WarmQueueJob, state: WarmJobState): WarmJob {
  const { sofar, left, ...task } = job.data;
  const total = task.keys.length;
  const told = typeof job.progress === 'number' ? job.progress : 0;
  // Between tries what failed counts as not done.
  const done = state === 'active' || left === undefined ? told : total - left.length;
  return {
    id: task.id,
    state,
    total,
    done: state === 'completed' ? total : done,
    report: state === 'completed' ? job.returnvalue : (sofar ?? null),
    error: job.failedReason || null,
    about: {
      reason: task.reason,
      waveId: task.waveId,
      createdAt: new Date(job.timestamp).toISOString(),
      endedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
      attempts: job.attemptsStarted,
    },
  };
}
