import { z } from 'zod';
import type { UserView } from '@/lib/contract';
import { makePassword, requireUser, setPassword } from '@/server/auth/people';
import { audited } from './audited';

/** Gives somebody a new password, shown in this answer only, and signs them out everywhere. */
export const resetPassword = audited({
  action: 'user.reset-password',
  need: { role: 'admin', scope: 'admin' },
  input: z.object({ id: z.string().min(1).max(100) }).strict(),
  async plan({ db }, { id }) {
    const { email } = await requireUser(db, id);
    return { scope: { id, email } };
  },
  async run({ db }, { id }): Promise<{ result: { user: UserView; password: string } }> {
    const password = makePassword();
    await setPassword(db, id, password);
    return { result: { user: await requireUser(db, id), password } };
  },
});
