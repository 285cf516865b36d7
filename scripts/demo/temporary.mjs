import { fileURLToPath } from 'node:url';
import { makeTemporarySettings } from './settings.mjs';
import { createStack } from './stack.mjs';
import { startDemo } from './start.mjs';

/**
 * A whole demo on free ports with data of its own, for as long as `run` takes.
 * @template T
 * @param {{ traffic?: boolean, env?: NodeJS.ProcessEnv, log?: (line: string) => void }} options
 * @param {(demo: import('./start.mjs').RunningDemo) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withTemporaryDemo(options, run) {
  const env = { ...process.env, ...options.env };
  const settings = { ...(await makeTemporarySettings(env)), traffic: options.traffic ?? false };
  const stack = createStack(options.log ?? (() => {}));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stack.stop());
  try {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    return await run(await startDemo(stack, root, settings, env));
  } finally {
    await stack.stop();
  }
}
