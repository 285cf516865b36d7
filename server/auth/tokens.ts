// Bearer tokens of machines. Only a hash is kept; 32 random bytes need no slow hash.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Scope, scopeSchema, type TokenView } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import type { ApiTokenTable } from '@/server/db/schema';
import type { TokenActor } from './actor';
import { Refusal } from './refusal';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const scopesSchema = z.array(scopeSchema);
/** `last_used_at` is for people: one write a minute is enough. */
const usedResolutionMs = 60_000;

export interface NewToken {
  name: string;
  scopes: readonly Scope[];
  createdBy: string;
  expiresAt: Date | null;
}

/** Stores a new token and returns its secret, which nobody can read again. */
export async function createToken(
  { sql }: Database,
  token: NewToken,
): Promise<{ token: TokenView; secret: string }> {
  const secret = `frs_${randomBytes(32).toString('base64url')}`;
  const row: ApiTokenTable = {
    id: randomUUID(),
    name: token.name,
    hash: hashOf(secret),
    scopes: JSON.stringify([...new Set(token.scopes)]),
    created_by: token.createdBy,
    created_at: new Date().toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
    last_used_at: null,
    revoked_at: null,
  };
  await sql.insertInto('api_token').values(row).execute();
  return { token: viewOf(row), secret };
}

/** Ends a token at once. Null when there is none with this id; revoking twice keeps the first instant. */
export async function revokeToken({ sql }: Database, id: string): Promise<TokenView | null> {
  await sql
    .updateTable('api_token')
    .set({ revoked_at: new Date().toISOString() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  return findToken({ sql }, id);
}

export async function findToken(
  { sql }: Pick<Database, 'sql'>,
  id: string,
): Promise<TokenView | null> {
  const row = await sql.selectFrom('api_token').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? viewOf(row) : null;
}

export async function listTokens({ sql }: Database): Promise<TokenView[]> {
  const rows = await sql
    .selectFrom('api_token')
    .selectAll()
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(viewOf);
}

/** The actor behind a secret. Throws `token-invalid`, `token-expired` or `token-revoked`. */
export async function verifyToken(
  { sql }: Database,
  secret: string,
  now: Date = new Date(),
): Promise<TokenActor> {
  const row = await sql
    .selectFrom('api_token')
    .selectAll()
    .where('hash', '=', hashOf(secret))
    .executeTakeFirst();
  if (!row) throw new Refusal('token-invalid', 'This token is not known here.');
  if (row.revoked_at !== null)
    throw new Refusal('token-revoked', `This token was revoked at ${row.revoked_at}.`);
  if (row.expires_at !== null && Date.parse(row.expires_at) <= now.getTime())
    throw new Refusal('token-expired', `This token expired at ${row.expires_at}.`);
  if (row.last_used_at === null || now.getTime() - Date.parse(row.last_used_at) > usedResolutionMs)
    await sql
      .updateTable('api_token')
      .set({ last_used_at: now.toISOString() })
      .where('id', '=', row.id)
      .execute();
  const { id, name, scopes } = viewOf(row);
  return { kind: 'token', id, name, scopes, via: 'bearer' };
}

function viewOf(row: ApiTokenTable): TokenView {
  return {
    id: row.id,
    name: row.name,
    scopes: scopesSchema.parse(JSON.parse(row.scopes)),
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
