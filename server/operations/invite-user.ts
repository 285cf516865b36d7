import { createUserInputSchema, type UserView } from '@/lib/contract';
import { makePassword, requireUser } from '@/server/auth/people';
import { storeUser } from '@/server/auth/users';
import { audited } from './audited';

/** Makes a person who can sign in, with a password that is made here and shown in this answer only. */
export const inviteUser = audited({
  action: 'user.create',
  need: { role: 'admin', scope: 'admin' },
  input: createUserInputSchema,
  plan: (_context, { email, name, role }) => ({ scope: { email, name, role } }),
  async run(
    { db },
    input,
  ): Promise<{ result: { user: UserView; password: string }; detail: unknown }> {
    const password = makePassword();
    const userId = await storeUser(db, { ...input, password });
    return { result: { user: await requireUser(db, userId), password }, detail: { userId } };
  },
});
