// Invalidating after COMMIT: targets are collected while the work runs and become one wave when it has resolved. A process
// that dies between the COMMIT and the wave loses the wave; where that must not happen, an outbox row written in the same
// transaction carries the event (demo/outbox shows one).
import { isFreshetError, FreshetError } from './errors';
import type { ChangeEvent, Changes, Targets } from './types';

export interface Collected {
  targets: Targets;
  events: ChangeEvent[];
}

/** Rejects with the work's error (nothing is invalidated then), or with the wave's, which says that the work was done. */
export async function afterCommit<T, R>(
  work: (changes: Changes) => Promise<T>,
  targetsOf: (event: ChangeEvent) => Targets,
  invalidate: (collected: Collected) => Promise<R>,
): Promise<{ result: T; wave: R | null }> {
  const tags = new Set<string>();
  const keys = new Set<string>();
  const events: ChangeEvent[] = [];
  let open = true;
  const add = (targets: Targets) => {
    if (!open)
      throw new FreshetError('invalid-option', 'the work has ended: tell changes while it runs');
    if (targets.prefix !== undefined) {
      throw new FreshetError(
        'invalid-option',
        'targets of a change are tags and keys, not a prefix',
      );
    }
    for (const tag of targets.tags ?? []) tags.add(tag);
    for (const key of targets.keys ?? []) keys.add(key);
  };
  let result: T;
  try {
    result = await work({
      invalidate: add,
      event: (event) => {
        add(targetsOf(event));
        events.push(event);
      },
    });
  } finally {
    open = false;
  }
  if (tags.size + keys.size === 0) return { result, wave: null };
  try {
    const targets = { tags: [...tags], keys: [...keys] };
    return { result, wave: await invalidate({ targets, events }) };
  } catch (error) {
    throw committedButStale(error, result);
  }
}

/** The same code; `details.result` is what the work returned. */
function committedButStale(error: unknown, result: unknown): unknown {
  if (!isFreshetError(error)) return error;
  return new FreshetError(
    error.code,
    `the work was committed, but not invalidated: ${error.message}`,
    {
      cause: error,
      details: { ...error.details, committed: true, result },
    },
  );
}
