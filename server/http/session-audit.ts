// Signing in and out is done by the library, past the operations; here it comes into the audit all the same.
import type { UserActor } from '@/server/auth/actor';
import { readSession } from '@/server/auth/session';
import type { Container } from '@/server/container';
import { recordStranger } from './strangers';

type Place = Pick<Container, 'audit' | 'auth' | 'limiter' | 'log'>;

/** Writes down what became of a try to sign in. */
export async function recordSignIn(
  place: Place,
  { response, email, requestId }: { response: Response; email: string; requestId: string },
): Promise<void> {
  if (!response.ok) {
    const code = response.status === 403 ? 'forbidden' : 'unauthenticated';
    const message =
      response.status === 403 ? 'The account is closed.' : 'E-mail and password do not match.';
    const scope = { email };
    await recordStranger(place, { action: 'session.sign-in', scope, requestId, code, message });
    return;
  }
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const actor = await readSession(place.auth, new Headers({ cookie }));
  if (actor) await recordDone(place, actor, 'session.sign-in', requestId);
}

/** Who signs out with this request; asked before, because afterwards nobody can say. */
export const whoSignsOut = ({ auth }: Place, request: Request): Promise<UserActor | null> =>
  readSession(auth, request.headers);

export async function recordDone(
  { audit, log }: Place,
  actor: UserActor,
  action: 'session.sign-in' | 'session.sign-out',
  requestId: string,
): Promise<void> {
  try {
    const scope = { email: actor.email, role: actor.role };
    await audit.outcome(await audit.intent({ actor, action, scope, requestId }), {
      outcome: 'done',
    });
  } catch (error) {
    // It has happened: a record that is missing must not make it look otherwise.
    log.error({ err: error, requestId }, `${action} not recorded`);
  }
}
