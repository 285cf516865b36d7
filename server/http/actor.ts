import type { Actor } from '@/server/auth/actor';
import { trustedOrigins } from '@/server/auth/origins';
import { isRefusal, Refusal } from '@/server/auth/refusal';
import { readSession } from '@/server/auth/session';
import { verifyToken } from '@/server/auth/tokens';
import type { Container } from '@/server/container';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Who sends this request: a bearer token, else a session cookie. A session on an unsafe method also needs an Origin of
 * ours, so that another site's page cannot act with a visitor's cookie. Throws a Refusal; never answers "nobody".
 */
export async function authenticate(
  request: Request,
  { auth, db, env }: Pick<Container, 'auth' | 'db' | 'env'>,
): Promise<Actor> {
  const bearer = bearerOf(request.headers);
  if (bearer !== null) return askDatabase(() => verifyToken(db, bearer));
  const session = await askDatabase(() => readSession(auth, request.headers));
  if (!session)
    throw new Refusal(
      'unauthenticated',
      'Sign in, or send a token as Authorization: Bearer frs_….',
    );
  if (!safeMethods.includes(request.method)) checkOrigin(request.headers, env.url);
  return session;
}

function bearerOf(headers: Headers): string | null {
  const given = headers.get('authorization');
  if (given === null) return null;
  const token = /^Bearer +(frs_[\w-]{20,200})$/i.exec(given.trim())?.[1];
  if (token === undefined)
    throw new Refusal('token-invalid', 'Send the token as Authorization: Bearer frs_….');
  return token;
}

/** Throws unless the request comes from a page of ours. */
export function checkOrigin(headers: Headers, url: string): void {
  const origin = headers.get('origin');
  if (origin === null)
    throw new Refusal(
      'origin-missing',
      'A request with a session needs an Origin header. Machines use a bearer token instead.',
    );
  if (!trustedOrigins(url).includes(origin))
    throw new Refusal(
      'origin-foreign',
      `${origin} is not this console (${url}). Open it under that address, or set FRESHET_URL.`,
    );
}

async function askDatabase<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isRefusal(error)) throw error;
    throw new Refusal(
      'database-unavailable',
      'Who you are cannot be checked right now. Try again.',
      {
        cause: error,
      },
    );
  }
}
