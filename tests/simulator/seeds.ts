// Many seeds, and what to say of those that fail.
import { type RunOptions, type RunResult, runSeed } from './run';

const TRACE_LINES = 120;

/** Runs seeds from `first` on, every `step`-th, until `count` are done or one fails; null when none did. */
export async function firstViolation(
  seeds: { first: number; count: number; step?: number },
  options: RunOptions = {},
): Promise<RunResult | null> {
  for (let i = 0; i < seeds.count; i++) {
    const result = await runSeed(seeds.first + i * (seeds.step ?? 1), options);
    if (result.violations.length > 0) return result;
  }
  return null;
}

/** What went wrong, how it came to that, and how to see it again. */
export async function describeFailure(seed: number, options: RunOptions = {}): Promise<string> {
  const { violations, trace } = await runSeed(seed, { ...options, traced: true });
  const off = Object.entries({ ...options.rules, ...options.scriptRules })
    .filter(([, isOn]) => isOn === false)
    .map(([name]) => ` ${name}`);
  return [
    `seed ${seed} breaks the promise:`,
    ...violations,
    `the last ${TRACE_LINES} of ${trace.length} happenings:`,
    ...trace.slice(-TRACE_LINES),
    `again: npm run simulate -- ${seed}${off.join('')}`,
  ].join('\n');
}
