// A console for tests: a real database in a folder of its own, real sign-in, and the exported route handlers called as
// Next would call them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Insertable } from 'kysely';
import { pino } from 'pino';
import { afterEach } from 'vitest';
import type { Problem, Role, Scope } from '@/lib/contract';
import { createToken } from '@/server/auth/tokens';
import { storeUser } from '@/server/auth/users';
import { type Container, createContainer, installContainer } from '@/server/container';
import type { AccountTable, SessionTable, UserTable } from '@/server/db/schema';
import { readEnv } from '@/server/env';
import type { Freshet } from '@/server/freshet';

export const origin = 'http://localhost:3000';
export const password = 'a password for tests';

export interface Caller {
  /** Headers that make a request this caller's. */
  readonly headers: Record<string, string>;
}
export const nobody: Caller = { headers: {} };

export interface TestConsole {
  readonly container: Container;
  user(role: Role): Promise<Caller>;
  token(scopes: readonly Scope[], expiresAt?: Date): Promise<Caller>;
  /** Lines the console logged. */
  readonly logged: { level: number; msg: string; err?: { message: string } }[];
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  installContainer(undefined);
});

/** Installs a container that the handlers find, until the end of the test. */
export async function startConsole(
  options: { cache?: Freshet; env?: Record<string, string> } = {},
): Promise<TestConsole> {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-console-'));
  const env = readEnv({
    FRESHET_DATA_DIR: dir,
    FRESHET_URL: origin,
    FRESHET_SECRET: 'a-secret-of-the-tests-0123456789abcdef',
    ...options.env,
  });
  const logged: TestConsole['logged'] = [];
  const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const container = createContainer(env, { log, ...(options.cache && { cache: options.cache }) });
  installContainer(container);
  open.push(async () => {
    await container.close();
    rmSync(dir, { recursive: true, force: true });
  });
  await container.ready();
  return {
    container,
    logged,
    async user(role) {
      return { headers: { cookie: await signInAs(role, container), origin } };
    },
    async token(scopes, expiresAt) {
      const wanted = { name: scopes.join(' '), scopes, createdBy: 'test' };
      const made = await createToken(container.db, { ...wanted, expiresAt: expiresAt ?? null });
      return { headers: { authorization: `Bearer ${made.secret}` } };
    },
  };
}

interface SignedIn {
  user: Insertable<UserTable>;
  account: Insertable<AccountTable>;
  session: Insertable<SessionTable>;
  cookie: string;
}
const known = new Map<Role, SignedIn>();

/**
 * The first time a real sign-in; later consoles of this process get copies of its rows, and the cookie that the same
 * secret signed. Hashing a password is slow on purpose, and few tests are about it.
 */
async function signInAs(role: Role, container: Container): Promise<string> {
  const { sql } = container.db;
  const before = known.get(role);
  if (before) {
    await sql
      .insertInto('user')
      .values(before.user)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await sql
      .insertInto('account')
      .values(before.account)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await sql
      .insertInto('session')
      .values(before.session)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return before.cookie;
  }
  const email = `${role}@freshet.test`;
  const id = await storeUser(container.db, { email, name: role, password, role });
  const cookie = await signIn(container, email);
  const [user, account, session] = await Promise.all([
    sql.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    sql.selectFrom('account').selectAll().where('userId', '=', id).executeTakeFirstOrThrow(),
    sql.selectFrom('session').selectAll().where('userId', '=', id).executeTakeFirstOrThrow(),
  ]);
  known.set(role, { user, account, session, cookie });
  return cookie;
}

async function signIn({ auth }: Container, email: string): Promise<string> {
  const answer = await auth.handler(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ email, password }),
    }),
  );
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return cookie;
}

export interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request as this caller sends it; a body is sent as JSON, with a new Idempotency-Key. */
export function requestOf(caller: Caller, path: string, sent: Sent = {}): Request {
  const { method = sent.body === undefined ? 'GET' : 'POST', body } = sent;
  const headers = new Headers(caller.headers);
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    headers.set('idempotency-key', crypto.randomUUID());
  }
  for (const [name, value] of Object.entries(sent.headers ?? {}))
    if (value === '') headers.delete(name);
    else headers.set(name, value);
  return new Request(`${origin}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

export async function problemIn(response: Response): Promise<Problem & Record<string, unknown>> {
  const type = response.headers.get('content-type');
  if (type !== 'application/problem+json')
    throw new Error(`${response.status} is not a problem but ${type}: ${await response.text()}`);
  return response.json();
}
