import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Transaction } from 'kysely';
import type { Role } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import type { Schema } from '@/server/db/schema';
import { Refusal } from './refusal';

export interface NewUser {
  email: string;
  name: string;
  password: string;
  role: Role;
}

/** True while nobody can sign in: the setup link is the way in. */
export async function hasNoUsers({ sql }: Pick<Database, 'sql'>): Promise<boolean> {
  const row = await sql.selectFrom('user').select('id').limit(1).executeTakeFirst();
  return row === undefined;
}

/**
 * Stores a person who can sign in with this password (hashed as the sign-in library expects it). Throws `email-taken`.
 * `before` runs in the same transaction and may refuse.
 */
export async function storeUser(
  { sql, kind }: Database,
  user: NewUser,
  before: (trx: Transaction<Schema>) => Promise<void> = async () => undefined,
): Promise<string> {
  const email = user.email.toLowerCase();
  // Hashing takes about 100 ms on purpose; not while a transaction holds the write lock.
  const password = await hashPassword(user.password);
  const now = new Date();
  // The columns that hold instants and flags differ between the two databases (migrations/0001-foundation.ts).
  const at = kind === 'postgres' ? now : now.toISOString();
  const off = kind === 'postgres' ? false : 0;
  const id = randomUUID();
  await sql.transaction().execute(async (trx) => {
    await before(trx);
    const taken = await trx
      .selectFrom('user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    if (taken) throw new Refusal('email-taken', `There is already a user ${email}.`);
    const times = { createdAt: at, updatedAt: at };
    await trx
      .insertInto('user')
      .values({
        id,
        email,
        name: user.name,
        role: user.role,
        banned: off,
        emailVerified: off,
        image: null,
        ...times,
      })
      .execute();
    await trx
      .insertInto('account')
      .values({
        id: randomUUID(),
        accountId: id,
        providerId: 'credential',
        userId: id,
        password,
        ...times,
      })
      .execute();
  });
  return id;
}
