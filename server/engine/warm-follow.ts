// Following a warm job from the process that asked for it: progress and abort travel through the queue, so it does not
// matter where the job runs.
import { repeat } from './clock';
import type { WarmQueue } from './ports';
import { noteStoreError, type Runtime } from './runtime';
import type { WarmJob, WarmOptions } from './types';

const LOOK_MS = 250;

const isOver = (job: WarmJob) => job.state === 'completed' || job.state === 'failed';

/** Looks until the job has ended, when somebody wants to know or may abort it. */
export function followJob(
  queue: WarmQueue,
  runtime: Runtime,
  first: WarmJob,
  { onProgress, signal }: Pick<WarmOptions, 'onProgress' | 'signal'>,
): void {
  if (onProgress === undefined && signal === undefined) return;
  let last = '';
  let asked = false;
  const look = async () => {
    if (signal?.aborted && !asked) {
      asked = true;
      const answer = await queue.control?.cancel(first.id);
      if (answer === 'removed') return end();
    }
    const job = await queue.job(first.id);
    if (job === null) return end();
    const place = `${job.state} ${job.done}`;
    if (place !== last) onProgress?.(job);
    last = place;
    if (isOver(job)) end();
  };
  const end = repeat(runtime.clock, LOOK_MS, look, (error) => {
    noteStoreError(runtime, 'warmJob', error);
    if (runtime.refusal !== null) end();
  });
}
