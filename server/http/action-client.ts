// Server actions. Next accepts one without an Origin and believes x-forwarded-host, so each action checks session and
// role by itself, here and in the query it calls.
import { headers } from 'next/headers';
import { createSafeActionClient } from 'next-safe-action';
import { Refusal } from '@/server/auth/refusal';
import { readSession } from '@/server/auth/session';
import { container } from '@/server/container';
import { contextFor } from './context';
import { problemOf } from './problem';
import { requestIdOf } from './request-id';

/** For actions that need nobody: what fails is told in one sentence with a request id to find it in the log. */
export const openAction = createSafeActionClient({
  handleServerError(error) {
    const problem = problemOf(error, requestIdOf(new Headers()));
    const { code, requestId, detail, status } = problem;
    if (status >= 500) container().log.error({ err: error, requestId }, code);
    return status >= 500 ? `${detail} (request ${requestId})` : detail;
  },
});

/** For signed-in people: `ctx.context` is what queries take. */
export const signedInAction = openAction.use(async ({ next }) => {
  const c = container();
  await c.ready();
  const given = await headers();
  const actor = await readSession(c.auth, given);
  if (!actor) throw new Refusal('unauthenticated', 'Your session has ended. Sign in again.');
  const rate = c.limiter.take({ name: 'action', quota: 120, windowMs: 10_000 }, actor.id);
  if (!rate.allowed) throw new Refusal('rate-limited', 'Slow down and try again in a few seconds.');
  return next({ ctx: { context: contextFor(c, actor, requestIdOf(given)) } });
});
