// The verbs that start waves. With a spool, what the store cannot take now is written down, answered `pending`, and applied
// when it can (protocol.md, P7); without one its failure is the caller's.
import { afterCommit } from './after-commit';
import { eventDedupeId, targetsOfEvent } from './change-events';
import type { Runtime } from './runtime';
import type { Told } from './settling';
import { isAway, type Spool } from './spool';
import { checkTargets } from './targets';
import type { Freshet, InvalidateResult, PendingWave, Targets } from './types';
import { causeOf, newWaveId } from './wave-records';
import type { Waves } from './waves';

type Verbs = Pick<
  Freshet<InvalidateResult>,
  | 'invalidate'
  | 'invalidateByTag'
  | 'invalidateByKey'
  | 'handleDataChange'
  | 'afterCommit'
  | 'targetsOf'
>;

export function createInvalidations(runtime: Runtime, waves: Waves, spool: Spool | null): Verbs {
  const { settings, clock, entropy } = runtime;
  const targetsOf: Verbs['targetsOf'] = (event) => targetsOfEvent(event, settings);

  async function run(targets: Targets, told: Told): Promise<InvalidateResult> {
    if (spool === null) return waves.run(targets, told);
    const at = clock.date();
    const id = newWaveId(at, entropy);
    const { roots, prefix, named } = checkTargets(targets);
    try {
      // Known to be away: asking again would only take time.
      if (runtime.breaker.state === 'closed') return await waves.run(targets, told, id);
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    if (runtime.refusal !== null) throw runtime.refusal;
    await spool.add({ id, at: at.toISOString(), targets, told });
    runtime.l1?.suspect([...roots, ...(prefix === null ? [] : [`p:${prefix}`])]);
    return pendingOf(id, at, named, told);
  }

  return {
    targetsOf,
    invalidate: (targets, how = {}) => run(targets, how),
    invalidateByTag: (tag, how = {}) => run({ tags: [tag] }, how),
    invalidateByKey: (key, how = {}) => run({ keys: [key] }, how),
    async handleDataChange(event, { targets = targetsOf(event), ...how } = {}) {
      const dedupeId =
        how.dedupeId ?? (event.eventId === undefined ? undefined : eventDedupeId(event.eventId));
      return run(targets, { ...how, event, ...(dedupeId === undefined ? {} : { dedupeId }) });
    },
    async afterCommit(work, how = {}) {
      return afterCommit(work, targetsOf, ({ targets, events }) =>
        run(targets, { ...how, events }),
      );
    },
  };
}

function pendingOf(id: string, at: Date, named: readonly string[], told: Told): PendingWave {
  return {
    state: 'pending',
    id,
    cause: causeOf(told),
    roots: [...named],
    mode: told.mode ?? 'default',
    startedAt: at.toISOString(),
  };
}
