// One try at a job: keys that fail are tried again by the next one, with the queue's own patience, and those alone. After
// the last try the job is a dead letter that knows which keys it could not load, and why.
import type { Job } from 'bullmq';
import type { WarmQueue, WarmTask } from '../engine/ports';
import type { WarmReport } from '../engine/types';
import { JobProgress } from './warm-progress';

const CANCEL_LOOK_MS = 500;

/** A task as the queue keeps it: after a try with failures, with what is left and what was done. */
export interface StoredTask extends WarmTask {
  left?: WarmTask['keys'];
  sofar?: WarmReport;
}
export type WarmQueueJob = Job<StoredTask, WarmReport, 'warm'>;
type Handler = Parameters<WarmQueue['work']>[0];

/** Rejects when keys failed, so that the queue tries again; not when somebody aborted it. */
export async function runJob(
  job: WarmQueueJob,
  handler: Handler,
  isCancelled: () => Promise<boolean>,
): Promise<WarmReport> {
  const { left, sofar, ...task } = job.data;
  const keys = left ?? task.keys;
  const settled = task.keys.length - keys.length;
  const progress = new JobProgress((done) => job.updateProgress(settled + done));
  const watch = watchFor(isCancelled);
  let report: WarmReport;
  try {
    report = await handler({ ...task, keys }, (done) => progress.tell(done), watch.signal);
  } finally {
    watch.stop();
  }
  await progress.end();
  const whole = addReports(task, sofar, report);
  const [first] = report.failed;
  if (first === undefined || watch.signal.aborted) return whole;
  const failed = new Set(report.failed.map(({ key }) => key));
  await job.updateData({ ...task, left: keys.filter(({ key }) => failed.has(key)), sofar: whole });
  throw new Error(
    `${failed.size} of ${task.keys.length} keys could not be loaded; the first, ${first.key}: ${first.error}`,
  );
}

function addReports(task: WarmTask, sofar: WarmReport | undefined, report: WarmReport): WarmReport {
  if (sofar === undefined) return report;
  return {
    id: task.id,
    total: task.keys.length,
    warmed: sofar.warmed + report.warmed,
    skipped: sofar.skipped + report.skipped,
    failed: report.failed,
    unloadable: [...sofar.unloadable, ...report.unloadable],
    cancelled: sofar.cancelled + report.cancelled,
    durationMs: sofar.durationMs + report.durationMs,
  };
}

function watchFor(isCancelled: () => Promise<boolean>): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const timer = setInterval(() => {
    isCancelled().then(
      (cancelled) => {
        if (cancelled) controller.abort();
      },
      // Not known now; asked again.
      () => {},
    );
  }, CANCEL_LOOK_MS);
  timer.unref();
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}
