import { z } from 'zod';
import { consumeSetupToken, isSetupTokenValid } from '@/server/auth/setup-link';
import { Refusal } from '@/server/auth/refusal';
import { storeUser } from '@/server/auth/users';
import { audited } from './audited';
import { newUserSchema, withoutPassword } from './create-user';

export const claimSetupSchema = newUserSchema
  .omit({ role: true })
  .extend({ token: z.string().min(1).max(200) });

/**
 * Makes the first administrator with the setup link. The link is the authority: the caller acts as the `setup` system
 * actor, and the token is used up in the transaction that makes the user.
 */
export const claimSetup = audited({
  action: 'user.setup',
  need: { role: 'admin', scope: 'admin' },
  input: claimSetupSchema,
  scopeOf: withoutPassword,
  async plan({ db }, { token, email, name }) {
    if (!(await isSetupTokenValid(db, token)))
      throw new Refusal(
        'setup-link-invalid',
        'This setup link has been used or is too old. Start the console again for a new one, or sign in.',
      );
    return { scope: { email, name, role: 'admin' } };
  },
  async run({ db }, { token, ...person }): Promise<{ result: { userId: string } }> {
    const userId = await storeUser(db, { ...person, role: 'admin' }, (trx) =>
      consumeSetupToken(trx, db.kind, token),
    );
    return { result: { userId } };
  },
});
