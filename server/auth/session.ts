import { roleSchema, type SessionView } from '@/lib/contract';
import type { UserActor } from './actor';
import type { Auth } from './auth';

/** The person behind a request's cookie, or null. Reads the database each time: what was revoked counts at once. */
export async function readSession(auth: Auth, headers: Headers): Promise<UserActor | null> {
  const found = await auth.api.getSession({ headers });
  if (!found || found.user.banned) return null;
  const { id, name, email } = found.user;
  // A role this version does not know gives the least, not an error page.
  const role = roleSchema.catch('viewer').parse(found.user.role);
  return { kind: 'user', id, name, email, role, via: 'session', session: found.session.token };
}

/** What the shell shows of the person. */
export function sessionView(actor: UserActor): SessionView {
  return { userId: actor.id, name: actor.name, email: actor.email, role: actor.role };
}
