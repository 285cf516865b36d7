// Steering the queue of warm work. What was loaded stays loaded; nothing here can leave old data behind.
import { z } from 'zod';
import { setWarmingInputSchema, type WarmingView, type WarmJobView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { readWarming } from '@/server/queries/warms';
import { audited } from './audited';

const need = { role: 'operator', scope: 'warm:write' } as const;
const input = z.object({ id: z.string().min(1).max(100) }).strict();

async function findJob({ cache }: Context, id: string): Promise<WarmJobView> {
  const job = await cache.warmJob(id);
  if (job) return job;
  throw new Refusal('not-found', `There is no warm ${id}. Finished ones are trimmed.`);
}

/** Ends a warm: one that waits is taken out, one that runs ends after the loads that run. */
export const abortWarm = audited({
  action: 'warm.abort',
  need,
  input,
  async plan(context, { id }) {
    const { total, done } = await findJob(context, id);
    return { scope: { id, total, done } };
  },
  async run(
    context,
    { id },
  ): Promise<{
    result: { outcome: 'removed' | 'stopping'; job: WarmJobView };
    detail: unknown;
  }> {
    const job = await findJob(context, id);
    const outcome = await context.cache.warming.cancel(id);
    if (outcome === null)
      throw new Refusal('not-found', `Warm ${id} has ended: there is nothing to abort.`);
    return { result: { outcome, job }, detail: { outcome, done: job.done, total: job.total } };
  },
});

/** Tries the keys again that a failed warm could not load. */
export const retryWarm = audited({
  action: 'warm.retry',
  need,
  input,
  async plan(context, { id }) {
    const job = await findJob(context, id);
    if (job.state !== 'failed')
      throw new Refusal(
        'invalid-input',
        `Warm ${id} is ${job.state}: only failed ones are tried again.`,
      );
    return { scope: { id, failed: job.report?.failed.length ?? job.total } };
  },
  async run(context, { id }): Promise<{ result: { job: WarmJobView } }> {
    await context.cache.warming.retry(id);
    return { result: { job: await findJob(context, id) } };
  },
});

/** Pauses or resumes warming for the whole fleet, and limits its loads per second. */
export const setWarming = audited({
  action: 'warming.set',
  need,
  input: setWarmingInputSchema,
  plan: (_context, scope) => ({ scope }),
  async run(context, { paused, perSecond }): Promise<{ result: WarmingView }> {
    const { warming } = context.cache;
    if (paused !== undefined) await (paused ? warming.pause() : warming.resume());
    if (perSecond !== undefined) await warming.limit(perSecond);
    return { result: await readWarming(context) };
  },
});
