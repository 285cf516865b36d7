import { changePasswordInputSchema } from '@/lib/contract';
import type { UserActor } from '@/server/auth/actor';
import type { Context } from '@/server/auth/context';
import { hasPassword, setPassword } from '@/server/auth/people';
import { Refusal } from '@/server/auth/refusal';
import { audited } from './audited';

/** Gives oneself a new password; every other session of this person ends. */
export const changePassword = audited({
  action: 'user.change-password',
  need: { role: 'viewer', scope: 'admin' },
  input: changePasswordInputSchema,
  scopeOf: () => null,
  async plan(context, { current }) {
    const person = requirePerson(context);
    if (!(await hasPassword(context.db, person.id, current)))
      throw new Refusal('wrong-password', 'This is not your present password.', {
        errors: [{ pointer: '/current', detail: 'is not your present password' }],
      });
    return { scope: { id: person.id, email: person.email } };
  },
  async run(context, { next }): Promise<{ result: { changed: true } }> {
    const person = requirePerson(context);
    await setPassword(context.db, person.id, next, person.session);
    return { result: { changed: true } };
  },
});

function requirePerson({ actor }: Context): UserActor {
  if (actor.kind === 'user') return actor;
  throw new Refusal('forbidden', 'A token is not a person: it has no password.');
}
