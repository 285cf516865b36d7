// `set`: the caller's word, checked and stored like any other value.
import { FreshetError, troubleOf } from './errors';
import { currentScope, LoadScope } from './load-context';
import { checkKey } from './names';
import { publishPlain } from './publisher';
import { noteStoreError, type Runtime } from './runtime';
import { checkGuards, entryPlanOf } from './settings';
import { checkSince } from './since';
import type { SetOptions } from './types';

/** False when an invalidation arrived meanwhile. Rejects with `store-unavailable` and what is wrong with the input. */
export async function setPlain(
  runtime: Runtime,
  key: string,
  value: unknown,
  entry: SetOptions,
  admitted: () => Promise<void>,
): Promise<boolean> {
  checkKey(key);
  const guards = checkGuards(entry.tags ?? [], entry.dependencies ?? []);
  const plan = entryPlanOf(entry, runtime.settings);
  const since = entry.since === undefined ? null : checkSince(entry.since);
  if (!runtime.isStarted || runtime.refusal !== null) await admitted();
  try {
    // Known not to answer: a set would only wait for that.
    if (runtime.breaker.state === 'open') runtime.gate.refuse();
    const held = runtime.generation.current();
    return await publishPlain(runtime, {
      key,
      value,
      plan,
      ...guards,
      generation: typeof held === 'number' ? held : await held,
      since,
      makeScope: (sequence) => new LoadScope(key, sequence, currentScope(), null, runtime.rules),
    });
  } catch (error) {
    if (error instanceof FreshetError) throw error;
    noteStoreError(runtime, 'set', error);
    throw new FreshetError(
      'store-unavailable',
      `set: the store ${troubleOf(error)}; the value may not be stored`,
      { cause: error },
    );
  } finally {
    // Also after a failure: nobody knows whether it was stored.
    runtime.l1?.replaced(key);
  }
}
