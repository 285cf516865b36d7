import { randomUUID } from 'node:crypto';
import type { Context } from '@/server/auth/context';
import type { Container } from '@/server/container';
import { startScheduleRunner } from '@/server/plans/runner';
import { contextFor } from '@/server/http/context';

type Run = (
  context: Context,
  input: { id: string; token: string },
) => Promise<{ waveId: string; invalidated: number }>;

/** Runs this installation's schedules in this process, as the system acting for whoever made each. */
export function runSchedules(
  c: Container,
  run: Run,
  times: { everyMs?: number; now?: () => Date } = {},
): { stop(): Promise<void> } {
  const { db, log } = c;
  return startScheduleRunner({
    db,
    log,
    ready: () => c.ready(),
    ...times,
    run({ row, token }) {
      const name = `schedule of ${row.actor_name}`;
      const actor = { kind: 'system', id: row.id, name, via: 'process' } as const;
      return run(contextFor(c, actor, randomUUID()), { id: row.id, token });
    },
  });
}
