// The way in when there is nobody yet: a link printed once at start. Only its hash is stored; it dies with the first
// user, or after a day.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql as raw, type Transaction } from 'kysely';
import type { Database } from '@/server/db/open';
import type { Schema } from '@/server/db/schema';
import { Refusal } from './refusal';
import { hasNoUsers } from './users';

const identifier = 'freshet-setup';
const lifeMs = 86_400_000;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** A new setup token, or null when somebody can already sign in. */
export async function createSetupToken(database: Database): Promise<string | null> {
  if (!(await hasNoUsers(database))) return null;
  const token = randomBytes(32).toString('base64url');
  const now = new Date();
  const instant = (ms: number) => {
    const at = new Date(now.getTime() + ms);
    return database.kind === 'postgres' ? at : at.toISOString();
  };
  await database.sql
    .insertInto('verification')
    .values({
      id: randomUUID(),
      identifier,
      value: hashOf(token),
      createdAt: instant(0),
      updatedAt: instant(0),
      expiresAt: instant(lifeMs),
    })
    .execute();
  return token;
}

/** True while this token can make the first user; for the page that shows the form. */
export async function isSetupTokenValid(database: Database, token: string): Promise<boolean> {
  return (await hasNoUsers(database)) && (await findToken(database.sql, token));
}

/** Uses the token up, inside the transaction that makes the first user. Throws `setup-link-invalid`. */
export async function consumeSetupToken(
  trx: Transaction<Schema>,
  kind: Database['kind'],
  token: string,
): Promise<void> {
  // Two people with the link at once: on Postgres this lock, on SQLite BEGIN IMMEDIATE makes them take turns.
  if (kind === 'postgres') await raw`lock table "user" in exclusive mode`.execute(trx);
  if (!(await hasNoUsers({ sql: trx })) || !(await findToken(trx, token)))
    throw new Refusal(
      'setup-link-invalid',
      'This setup link has been used or is too old. Start the console again for a new one, or sign in.',
    );
  await trx.deleteFrom('verification').where('identifier', '=', identifier).execute();
}

async function findToken(sql: Database['sql'], token: string): Promise<boolean> {
  const row = await sql
    .selectFrom('verification')
    .select('expiresAt')
    .where('identifier', '=', identifier)
    .where('value', '=', hashOf(token))
    .executeTakeFirst();
  return row !== undefined && new Date(row.expiresAt).getTime() > Date.now();
}
