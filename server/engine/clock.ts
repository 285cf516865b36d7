// Imported, not the global: that one is looked up through a getter, which costs a hit in L1 a tenth.
import { performance } from 'node:perf_hooks';
import type { Clock } from './ports';

/** The process's real time. Timers never keep a process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  setTimeout(run, ms) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Runs `task` every `ms`, never twice at once; failures go to `onError`. Returns a function that stops it. */
export function repeat(
  clock: Clock,
  ms: number,
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => void {
  let stopped = false;
  let timer = clock.setTimeout(tick, ms);
  function tick(): void {
    task()
      .catch(onError)
      .finally(() => {
        if (!stopped) timer = clock.setTimeout(tick, ms);
      });
  }
  return () => {
    stopped = true;
    timer.cancel();
  };
}
