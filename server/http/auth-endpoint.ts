import { z } from 'zod';
import { type Container, container } from '@/server/container';
import { problemOf, problemResponse } from './problem';
import { policies, rateHeaders } from './rate-limit';
import { Refusal } from '@/server/auth/refusal';
import { requestIdOf } from './request-id';
import { recordDone, recordSignIn, whoSignsOut } from './session-audit';

// The library offers more (change my name, my password, …). What changes people goes through audited operations, so the
// rest stays closed until it has one.
const offered = ['GET /get-session', 'POST /sign-in/email', 'POST /sign-out'];
const basePath = '/api/auth';
const signInSchema = z.object({ email: z.string() });

/** The sign-in library's own endpoints: `/api/auth/sign-in/email`, `/api/auth/sign-out`, `/api/auth/get-session`. */
export async function handleAuth(request: Request): Promise<Response> {
  const c = container();
  const { auth, ready, limiter, log } = c;
  const requestId = requestIdOf(request.headers);
  try {
    const { pathname } = new URL(request.url);
    if (!offered.includes(`${request.method} ${pathname.slice(basePath.length)}`)) {
      const refusal = new Refusal('not-found', `${pathname} is not offered here.`);
      return problemResponse(problemOf(refusal, requestId, pathname));
    }
    await ready();
    const account = await accountOf(request);
    if (account === null) return await signOutOrAsk(c, request, requestId);
    const state = limiter.take(policies.signIn, account);
    if (state.allowed) {
      const response = await auth.handler(request);
      await recordSignIn(c, { response, email: account, requestId });
      return response;
    }
    const refusal = new Refusal(
      'rate-limited',
      'Too many tries for this account. Try again later.',
    );
    const problem = problemOf(refusal, requestId);
    return problemResponse(problem, rateHeaders(policies.signIn, state));
  } catch (error) {
    log.error({ err: error, requestId }, 'sign-in failed');
    const away = new Refusal('database-unavailable', 'Nobody can sign in right now. Try again.');
    return problemResponse(problemOf(away, requestId));
  }
}

/** The library's other endpoints; a sign-out is put on record under the name of who signs out. */
async function signOutOrAsk(c: Container, request: Request, requestId: string): Promise<Response> {
  const leaves = request.method === 'POST' ? await whoSignsOut(c, request) : null;
  const response = await c.auth.handler(request);
  if (leaves && response.ok) await recordDone(c, leaves, 'session.sign-out', requestId);
  return response;
}

/** The account a sign-in is for, or null for every other request. */
async function accountOf(request: Request): Promise<string | null> {
  if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/sign-in/email'))
    return null;
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const parsed = signInSchema.safeParse(body);
  return parsed.success ? parsed.data.email.trim().toLowerCase().slice(0, 254) : null;
}
