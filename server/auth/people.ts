// What administrators change about people. Whoever reads these rows reads them anew with each request, so that a role
// that was taken away, or an account that was closed, counts at once.
import { randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { sql as raw, type Transaction } from 'kysely';
import { roleSchema, type UpdateUserInput, type UserView } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import type { Schema, UserTable } from '@/server/db/schema';
import { Refusal } from './refusal';

/** 16 characters of an alphabet without look-alikes: over 90 bits, and people can read it to each other. */
export function makePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  let text = '';
  while (text.length < 16) {
    const byte = randomBytes(1)[0] ?? 255;
    // Bytes past the last whole multiple would favour the first letters.
    if (byte < alphabet.length * Math.floor(256 / alphabet.length))
      text += alphabet[byte % alphabet.length];
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

export async function listUsers({ sql }: Pick<Database, 'sql'>): Promise<UserView[]> {
  const users = await sql.selectFrom('user').selectAll().orderBy('email').execute();
  const seen = await sql
    .selectFrom('session')
    .select(['userId', (eb) => eb.fn.max('updatedAt').as('at')])
    .groupBy('userId')
    .execute();
  const lastSeen = new Map(seen.map(({ userId, at }) => [userId, at]));
  return users.map((user) => viewOf(user, lastSeen.get(user.id)));
}

/** One person. Throws `not-found`. */
export async function requireUser({ sql }: Pick<Database, 'sql'>, id: string): Promise<UserView> {
  const user = await sql.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst();
  if (!user) throw new Refusal('not-found', `There is no user ${id}.`);
  const seen = await sql
    .selectFrom('session')
    .select((eb) => eb.fn.max('updatedAt').as('at'))
    .where('userId', '=', id)
    .executeTakeFirst();
  return viewOf(user, seen?.at);
}

function viewOf(user: UserTable, seenAt: Date | string | null | undefined): UserView {
  const instant = (at: Date | string) => new Date(at).toISOString();
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: roleSchema.catch('viewer').parse(user.role),
    disabled: Number(user.banned) === 1,
    createdAt: instant(user.createdAt),
    lastSeenAt: seenAt === null || seenAt === undefined ? null : instant(seenAt),
  };
}

/** Changes the role, or closes or opens the account; a closed one is signed out everywhere. Throws `last-admin`. */
export async function changeUser(
  { sql, kind }: Database,
  id: string,
  { role, disabled }: UpdateUserInput,
): Promise<void> {
  await sql.transaction().execute(async (trx) => {
    // Two administrators who demote each other at once: on Postgres this lock, on SQLite BEGIN IMMEDIATE, lets one wait.
    if (kind === 'postgres') await raw`lock table "user" in exclusive mode`.execute(trx);
    if (role !== undefined && role !== 'admin') await keepAnAdmin(trx, id);
    if (disabled === true) await keepAnAdmin(trx, id);
    const flag = (on: boolean) => (kind === 'postgres' ? on : Number(on));
    await trx
      .updateTable('user')
      .set({
        ...(role !== undefined && { role }),
        ...(disabled !== undefined && { banned: flag(disabled) }),
        updatedAt: kind === 'postgres' ? new Date() : new Date().toISOString(),
      })
      .where('id', '=', id)
      .execute();
    if (disabled === true) await trx.deleteFrom('session').where('userId', '=', id).execute();
  });
}

/** Throws `last-admin` when nobody but this person could manage the console. */
async function keepAnAdmin(trx: Transaction<Schema>, id: string): Promise<void> {
  const admins = await trx
    .selectFrom('user')
    .select(['id', 'banned'])
    .where('role', '=', 'admin')
    .execute();
  const open = admins.filter(({ banned }) => Number(banned) === 0);
  if (open.length === 1 && open[0]?.id === id)
    throw new Refusal(
      'last-admin',
      'This is the last administrator. Make somebody else an administrator first.',
    );
}

/** Gives a person a new password and ends their sessions, except the one that is named by its token. */
export async function setPassword(
  { sql }: Database,
  id: string,
  password: string,
  keepSession: string | null = null,
): Promise<void> {
  const hash = await hashPassword(password);
  await sql.transaction().execute(async (trx) => {
    await trx
      .updateTable('account')
      .set({ password: hash })
      .where('userId', '=', id)
      .where('providerId', '=', 'credential')
      .execute();
    await trx
      .deleteFrom('session')
      .where('userId', '=', id)
      .$if(keepSession !== null, (query) => query.where('token', '!=', keepSession ?? ''))
      .execute();
  });
}

/** Whether this is the person's password. */
export async function hasPassword(
  { sql }: Pick<Database, 'sql'>,
  id: string,
  password: string,
): Promise<boolean> {
  const account = await sql
    .selectFrom('account')
    .select('password')
    .where('userId', '=', id)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return account?.password ? verifyPassword({ hash: account.password, password }) : false;
}
