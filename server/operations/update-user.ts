import { z } from 'zod';
import { updateUserInputSchema, type UserView } from '@/lib/contract';
import { changeUser, requireUser } from '@/server/auth/people';
import { audited } from './audited';

const inputSchema = z.object({ id: z.string().min(1).max(100), change: updateUserInputSchema });

/** Changes somebody's role, or closes or opens their account. The last administrator stays one. */
export const updateUser = audited({
  action: 'user.update',
  need: { role: 'admin', scope: 'admin' },
  input: inputSchema,
  async plan({ db }, { id, change }) {
    const { email, role, disabled } = await requireUser(db, id);
    return { scope: { id, email, before: { role, disabled }, after: change } };
  },
  async run({ db }, { id, change }): Promise<{ result: { user: UserView } }> {
    await changeUser(db, id, change);
    return { result: { user: await requireUser(db, id) } };
  },
});
