import { Refusal } from '@/server/auth/refusal';
import { container } from '@/server/container';
import { openAction } from './action-client';
import { contextFor } from './context';
import { policies } from './rate-limit';
import { requestIdOf } from './request-id';

const actor = { kind: 'system', id: 'setup', name: 'setup link', via: 'process' } as const;

/** For the set-up page only: acts as the setup link, which the operation checks. Few tries a minute for everybody. */
export const setupAction = openAction.use(async ({ next }) => {
  const c = container();
  await c.ready();
  if (!c.limiter.take(policies.setup, 'anyone').allowed)
    throw new Refusal('rate-limited', 'Too many tries. Wait a minute.');
  return next({ ctx: { context: contextFor(c, actor, requestIdOf(new Headers())) } });
});
