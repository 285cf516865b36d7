// The running parts of a demo: started in order, watched, stopped in the reverse order, whatever happens.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startChild } from '../lib/child.mjs';
import { Refusal } from '../lib/refusal.mjs';

/** @typedef {ReturnType<typeof createStack>} Stack */
/** @typedef {Parameters<typeof startChild>[0] & { mayEnd?: boolean }} Part */

const lastWords = (/** @type {string} */ tail) => (tail === '' ? '' : ` Its last words:\n${tail}`);

/** @param {(line: string) => void} log */
export function createStack(log) {
  /** @type {{ name: string, stop: () => Promise<void> }[]} */
  const parts = [];
  let going = true;
  /** @type {Promise<void>} */
  let stopped = Promise.resolve();
  /** @type {(reason: string) => void} */
  let reportLoss = () => {};
  /** Resolves with a sentence when a part ended that should not have. @type {Promise<string>} */
  const lost = new Promise((resolve) => {
    reportLoss = resolve;
  });

  const guard = spawn(
    process.execPath,
    [fileURLToPath(new URL('../lib/guard.mjs', import.meta.url))],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  guard.stdin.on('error', () => {
    // The guard is gone: nobody watches over the children any more, which only matters if we are killed.
  });

  /**
   * Has this process watched: stopped with the others, and by the guard when this process is killed.
   * @param {{ name: string, pid: number, exited: Promise<unknown>, tail: () => string, stop: () => Promise<void> }} part
   */
  function adopt(part) {
    guard.stdin.write(`+${part.pid}\n`);
    parts.push(part);
    void part.exited.then(() => {
      guard.stdin.write(`-${part.pid}\n`);
      if (going) reportLoss(`${part.name} ended unexpectedly.${lastWords(part.tail())}`);
    });
  }

  async function stopAll() {
    going = false;
    for (let part = parts.pop(); part; part = parts.pop()) await part.stop();
    guard.stdin.end();
    await new Promise((resolve) => {
      if (guard.exitCode === null) guard.once('exit', resolve);
      else resolve(undefined);
    });
  }

  return {
    log,
    lost,
    adopt,
    /** Something to undo when stopping. @param {string} name @param {() => Promise<void>} stop */
    defer(name, stop) {
      parts.push({ name, stop });
    },
    /**
     * Starts a program. `mayEnd`: it is a step that ends by itself.
     * @param {Part} options
     */
    start({ mayEnd = false, ...options }) {
      if (!going) throw new Refusal('Interrupted.');
      const child = startChild(options);
      if (mayEnd) {
        guard.stdin.write(`+${child.pid}\n`);
        void child.exited.then(() => guard.stdin.write(`-${child.pid}\n`));
        parts.push({ name: options.name, stop: child.stop });
      } else adopt({ name: options.name, ...child, stop: () => child.stop() });
      return child;
    },
    /** Ends a start that was interrupted. */
    assertGoing() {
      if (!going) throw new Refusal('Interrupted.');
    },
    /**
     * Waits until an address answers with a success.
     * @param {string} name
     * @param {string} url
     * @param {import('../lib/child.mjs').Child} child
     * @param {number} [timeoutMs]
     */
    async waitForHttp(name, url, child, timeoutMs = 60_000) {
      const deadline = performance.now() + timeoutMs;
      let last = 'no answer';
      while (performance.now() < deadline) {
        if (!going) throw new Refusal('Interrupted.');
        if (!child.alive())
          throw new Refusal(`${name} ended while starting.${lastWords(child.tail())}`);
        try {
          const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
          last = `${response.status} ${await response.text()}`;
          if (response.ok) return;
        } catch (error) {
          last = error instanceof Error ? error.message : String(error);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Refusal(
        `${name} did not become ready at ${url} within ${timeoutMs / 1000} s (${last.slice(0, 300)}).\n${child.tail()}`,
      );
    },
    /** Stops every part, the last started first. Call it again after a start that was interrupted on its way. */
    stop() {
      stopped = stopped.then(stopAll);
      return stopped;
    },
  };
}
