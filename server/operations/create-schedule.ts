import {
  createScheduleInputSchema,
  type CreateScheduleInput,
  type ScheduleView,
} from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { storeSchedule } from '@/server/plans/schedules';
import { previewImpact } from '@/server/queries/preview-view';
import { requirePreview } from '@/server/queries/stored-preview';
import { audited } from './audited';
import { checkLadder } from './guardrails';
import { impactForAudit } from './purge';

const yearMs = 366 * 86_400_000;
/** A form that was looked at for a while before it was sent. */
const graceMs = 60_000;

/** Has a preview's purge run at a time. It is confirmed now, as if it ran now; past that rung it will not go by itself. */
export const createSchedule = audited({
  action: 'schedule.create',
  need: { role: 'operator', scope: 'purge:selective' },
  input: createScheduleInputSchema,
  async plan(context, input) {
    const runAt = runAtOf(input);
    const { view, impact } = await confirmed(context, input);
    return {
      scope: { previewId: view.id, subject: view.subject, runAt, mode: input.mode ?? 'default' },
      impact: impactForAudit(impact),
      reason: input.reason,
    };
  },
  async run(context, input): Promise<{ result: { schedule: ScheduleView }; detail: unknown }> {
    const { view, targets, impact, tier } = await confirmed(context, input);
    const { actor, db } = context;
    const schedule = await storeSchedule(db, {
      preview_id: view.id,
      run_at: runAtOf(input),
      subject: JSON.stringify(view.subject),
      targets: JSON.stringify(targets),
      mode: input.mode ?? null,
      reason: input.reason ?? null,
      tier,
      seen: impact.total,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
    });
    return { result: { schedule }, detail: { scheduleId: schedule.id, runAt: schedule.runAt } };
  },
});

/** The preview as it is now, and the rung that what was said confirms. Throws when too little was said, or it drifted. */
async function confirmed(context: Context, input: CreateScheduleInput) {
  const { view, targets } = await requirePreview(context, input.previewId);
  const { impact } = await previewImpact(context, targets);
  const said = { ...input, fingerprint: input.fingerprint ?? view.impact.fingerprint };
  return { view, targets, impact, tier: await checkLadder(context, impact, said, view.scope) };
}

/** In UTC; throws when it is over already, or further away than anybody plans. */
function runAtOf({ runAt }: CreateScheduleInput): string {
  const at = new Date(runAt);
  const leftMs = at.getTime() - Date.now();
  const fault =
    leftMs < -graceMs
      ? 'is over already: give a later time'
      : leftMs > yearMs
        ? 'is more than a year away: give an earlier time'
        : null;
  if (fault === null) return at.toISOString();
  throw new Refusal('invalid-input', `The time ${fault}.`, {
    errors: [{ pointer: '/runAt', detail: fault }],
  });
}
