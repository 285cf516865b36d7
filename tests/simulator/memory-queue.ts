// A durable queue of warm work in memory: at least once, tried again when the process that had it is gone.
import type { WarmQueue, WarmTask } from '@/server/engine/ports';
import type { WarmJob, WarmReport } from '@/server/engine/types';

type Handler = Parameters<WarmQueue['work']>[0];
const ATTEMPTS = 3;

export interface QueueState {
  jobs: Map<string, WarmJob & { task: WarmTask; attempts: number; process: number }>;
  workers: Map<number, Handler>;
}
export const emptyQueue = (): QueueState => ({ jobs: new Map(), workers: new Map() });

export interface QueueDoor {
  /** Which process this end of the queue belongs to. */
  process: number;
  send<T>(step: string, run: () => T): Promise<T>;
  /** Called when there may be work; `takeWork` is then to be run some time. */
  wake(): void;
}

export function memoryQueue(state: QueueState, door: QueueDoor): WarmQueue {
  return {
    enqueue: (task) =>
      door.send(`enqueue ${task.id}`, () => {
        if (state.jobs.has(task.id)) return;
        state.jobs.set(task.id, {
          id: task.id,
          state: 'waiting',
          total: task.keys.length,
          done: 0,
          report: null,
          error: null,
          task,
          attempts: 0,
          process: door.process,
        });
        door.wake();
      }),
    work(handler) {
      state.workers.set(door.process, handler);
      door.wake();
    },
    job: (id) =>
      door.send(`job ${id}`, () => {
        const job = state.jobs.get(id);
        if (job === undefined) return null;
        const { task: _task, attempts: _attempts, process: _process, ...shown } = job;
        return shown;
      }),
    counts: () =>
      door.send('count jobs', () => {
        const of = (wanted: WarmJob['state']) =>
          [...state.jobs.values()].filter((job) => job.state === wanted).length;
        return {
          waiting: of('waiting'),
          active: of('active'),
          failed: of('failed'),
          delayed: of('delayed'),
        };
      }),
    close: async () => {
      state.workers.delete(door.process);
    },
  };
}

/** Gives the oldest waiting job to a worker of `process`; resolves when it ended, with true when there was one. */
export async function takeWork(state: QueueState, process: number): Promise<boolean> {
  const handler = state.workers.get(process);
  const job = [...state.jobs.values()].find((one) => one.state === 'waiting');
  if (handler === undefined || job === undefined) return false;
  job.state = 'active';
  job.attempts++;
  job.process = process;
  try {
    const report: WarmReport = await handler(job.task, (done) => {
      job.done = done;
    });
    Object.assign(job, { state: 'completed', report });
  } catch (error) {
    job.error = error instanceof Error ? error.message : String(error);
    job.state = job.attempts < ATTEMPTS ? 'waiting' : 'failed';
  }
  return true;
}

/** The process died: what it had begun is somebody else's. */
export function giveBackWork(state: QueueState, process: number): void {
  state.workers.delete(process);
  for (const job of state.jobs.values()) {
    if (job.state === 'active' && job.process === process) job.state = 'waiting';
  }
}
