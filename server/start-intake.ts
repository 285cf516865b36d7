import { randomUUID } from 'node:crypto';
import type { SystemActor } from './auth/actor';
import type { Container } from './container';
import { watchDirectWaves } from './events/direct-waves';
import { startIntake } from './events/intake-loop';
import { contextFor } from './http/context';
import { recoverEvent } from './operations/recover-event';
import { readSetting } from './queries/read-setting';

const intake: SystemActor = { kind: 'system', id: 'intake', name: 'event intake', via: 'process' };

/** Starts looking after change events; ends with the process's streams. */
export function startEventIntake(c: Container): void {
  const place = contextFor(c, intake, 'intake');
  const stop = startIntake(place, {
    direct: watchDirectWaves(place),
    recover: (id) => recoverEvent(contextFor(c, intake, randomUUID()), { id }),
    readRetentionDays: async () => (await readSetting(place, 'retention')).value.eventDays,
  });
  c.onEnd(stop);
}
