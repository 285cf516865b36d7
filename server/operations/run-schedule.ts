import { z } from 'zod';
import { confirmTier } from '@/lib/confirm-ladder';
import { Refusal } from '@/server/auth/refusal';
import { stillMay } from '@/server/auth/still-may';
import type { Targets } from '@/server/freshet';
import type { Context } from '@/server/auth/context';
import { findSchedule } from '@/server/plans/schedules';
import { previewImpact } from '@/server/queries/preview-view';
import { audited } from './audited';
import { impactForAudit } from './purge';

const need = { role: 'operator', scope: 'purge:selective' } as const;
/** A console that was away this long does not run what somebody wanted then. */
const lateMs = 24 * 3_600_000;

/**
 * Runs a scheduled purge whose time has come; the runner calls it, nobody else. It is refused (the schedule is then held
 * for a person) when whoever made it may no longer purge, when it would reach past the rung of the ladder that was
 * confirmed, or when its time is a day over.
 */
export const runSchedule = audited({
  action: 'schedule.run',
  need,
  input: z.object({ id: z.string(), token: z.string() }),
  async plan(context, { id, token }) {
    const row = await claimed(context, id, token);
    const targets = JSON.parse(row.targets) as Targets;
    const { impact } = await previewImpact(context, targets);
    if (!(await stillMay(context.db, { kind: row.actor_kind, id: row.actor_id }, need)))
      throw held(`${row.actor_name} may no longer purge.`);
    const tier = confirmTier({ total: impact.total, mode: row.mode ?? undefined }, impact.confirm);
    if (tier > row.tier)
      throw held(
        `It would now reach ${impact.total} entries; ${row.seen} were seen when it was confirmed.`,
      );
    if (Date.now() - Date.parse(row.run_at) > lateMs)
      throw held('The console was not running when its time came, and a day has passed since.');
    const scope = {
      scheduleId: id,
      subject: JSON.parse(row.subject) as unknown,
      runAt: row.run_at,
      madeBy: row.actor_name,
      mode: row.mode ?? 'default',
    };
    return { scope, impact: impactForAudit(impact), reason: row.reason ?? undefined };
  },
  async run(context, { id, token }) {
    const row = await claimed(context, id, token);
    const wave = await context.cache.invalidate(JSON.parse(row.targets) as Targets, {
      cause: 'schedule',
      actor: row.actor_name,
      ...(row.mode !== null && { mode: row.mode }),
      ...(row.reason !== null && { reason: row.reason }),
      // The same for every try: a run that is taken over after a crash finds the first one's wave.
      dedupeId: `schedule:${id}`,
    });
    const { id: waveId, invalidated, duplicate } = wave;
    return { result: { waveId, invalidated }, waveId, detail: { invalidated, duplicate } };
  },
});

async function claimed({ db }: Context, id: string, token: string) {
  const row = await findSchedule(db, id);
  if (row?.lease_token === token) return row;
  throw held('Another console process runs it.');
}

function held(detail: string): Refusal {
  return new Refusal('schedule-held', detail);
}
