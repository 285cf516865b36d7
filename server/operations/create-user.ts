import { z } from 'zod';
import { roleSchema } from '@/lib/contract';
import { storeUser } from '@/server/auth/users';
import { audited } from './audited';

export const newUserSchema = z
  .object({
    email: z.email('must be an e-mail address').max(254),
    name: z.string().trim().min(1).max(100),
    password: z.string().min(10, 'must have at least 10 characters').max(128),
    role: roleSchema,
  })
  .strict();

/** Makes a person who can sign in. The password is in no audit row. */
export const createUser = audited({
  action: 'user.create',
  need: { role: 'admin', scope: 'admin' },
  input: newUserSchema,
  scopeOf: withoutPassword,
  plan: (_context, { email, name, role }) => ({ scope: { email, name, role } }),
  async run({ db }, input): Promise<{ result: { userId: string }; detail: unknown }> {
    const userId = await storeUser(db, input);
    return { result: { userId }, detail: { userId } };
  },
});

export function withoutPassword(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return null;
  const hidden = ['password', 'token'];
  return Object.fromEntries(Object.entries(input).filter(([name]) => !hidden.includes(name)));
}
