// What happened before anybody was known: refused requests, tries to sign in. On record, but few a minute, so that
// strangers cannot make the chain grow without end; the log has them all.
import type { SystemActor } from '@/server/auth/actor';
import type { Container } from '@/server/container';
import { policies } from './rate-limit';

const nobody: SystemActor = {
  kind: 'system',
  id: 'nobody',
  name: 'nobody signed in',
  via: 'process',
};

export interface StrangerRefusal {
  action: 'request.refuse' | 'session.sign-in';
  scope: unknown;
  requestId: string;
  code: string;
  message: string;
}

/** Writes it down unless too many came in this minute. Never throws: the caller is refused either way. */
export async function recordStranger(
  { audit, limiter, log }: Pick<Container, 'audit' | 'limiter' | 'log'>,
  { action, scope, requestId, code, message }: StrangerRefusal,
): Promise<void> {
  if (!limiter.take(policies.strangers, 'all').allowed) return;
  await audit
    .refusal({ actor: nobody, action, scope, requestId, detail: { code, message } })
    .catch((error: unknown) => log.error({ err: error, requestId }, 'refusal not recorded'));
}
