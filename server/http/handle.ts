// Every API route in one line: authenticate → count → (authorise → parse → act, in the query or operation) → answer.
import { type Actor, allows, type Need } from '@/server/auth/actor';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { type Container, container } from '@/server/container';
import { authenticate } from './actor';
import { parseJson, readText, searchOf } from './body';
import { contextFor } from './context';
import { actOnce, type KeyRule } from './once';
import { problemOf, problemResponse } from './problem';
import { policies, rateHeaders, type RatePolicy } from './rate-limit';
import { requestIdOf } from './request-id';
import { recordStranger } from './strangers';

/** What the API reference says of a route; a test holds the two together. */
export interface RouteMeta {
  need: Need;
  key: KeyRule;
}
export interface Handler {
  (request: Request): Promise<Response>;
  readonly meta?: RouteMeta;
}

/** An operation or a query: it authorises and parses by itself; `need` says whom it will turn away. */
export interface Verb<R> {
  (context: Context, input?: unknown): Promise<R>;
  readonly need: Need;
}

export interface Call {
  request: Request;
  actor: Actor;
  context: Context;
  container: Container;
}

/** Authenticates and counts a request, gives it to `answer`, and turns whatever is thrown into a problem document. */
export function handle(
  policy: RatePolicy,
  answer: (call: Call) => Promise<Response>,
  meta?: RouteMeta,
): Handler {
  async function respond(request: Request): Promise<Response> {
    const requestId = requestIdOf(request.headers);
    let rate: Record<string, string> = {};
    try {
      const c = container();
      await c.ready().catch(asUnavailable);
      const actor = await authenticate(request, c);
      const state = c.limiter.take(policy, `${actor.kind}:${actor.id}`);
      rate = rateHeaders(policy, state);
      if (!state.allowed)
        throw new Refusal('rate-limited', 'Slow down; Retry-After says how long to wait.');
      const context = contextFor(c, actor, requestId);
      const response = await answer({ request, actor, context, container: c });
      for (const [name, value] of Object.entries(rate)) response.headers.set(name, value);
      response.headers.set('x-request-id', requestId);
      return response;
    } catch (error) {
      return fail(error, request, requestId, rate);
    }
  }
  return Object.assign(respond, meta && { meta });
}

function asUnavailable(cause: unknown): never {
  throw new Refusal('database-unavailable', 'The database is not ready. Try again.', { cause });
}

async function fail(
  error: unknown,
  request: Request,
  requestId: string,
  headers: Record<string, string>,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const problem = problemOf(error, requestId, pathname);
  if (problem.status >= 500)
    container().log.error({ err: error, requestId, path: pathname }, problem.code);
  else if (problem.status === 401 || problem.status === 403) {
    const { method } = request;
    container().log.warn({ requestId, path: pathname, method }, problem.code);
    // A 403 of somebody who is known is on record already, under their name.
    if (problem.status === 401 || problem.code.startsWith('origin-')) {
      const scope = { method, path: pathname.slice(0, 300) };
      const { code, detail: message } = problem;
      const refusal = { action: 'request.refuse', scope, requestId, code, message } as const;
      await recordStranger(container(), refusal);
    }
  }
  if (problem.code === 'idempotency-in-progress') headers['retry-after'] = '1';
  return problemResponse(problem, headers);
}

/** A JSON answer; text is taken as JSON already. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}

export interface ReadOptions<R> {
  /** What the query is asked; default the search parameters. */
  input?: (request: Request) => unknown;
  headers?: (result: R, request: Request) => Record<string, string>;
}

/** GET: a query. */
export function read<R>(query: Verb<R>, options: ReadOptions<R> = {}): Handler {
  const { input = searchOf, headers } = options;
  return handle(
    policies.read,
    async ({ context, request }) => {
      const result = await query(context, input(request));
      return json(result, 200, headers?.(result, request));
    },
    metaOf(query),
  );
}

/** POST that only reads: a query asked with the body. */
export function readByPost<R>(query: Verb<R>): Handler {
  return handle(
    policies.read,
    async ({ context, request, actor }) => {
      // Whoever may not ask hears that, not what is wrong with the question.
      if (!allows(actor, query.need)) await query(context);
      return json(await query(context, parseJson(await readText(request))));
    },
    metaOf(query),
  );
}

export const metaOf = ({ need }: Verb<unknown>, key: KeyRule = 'none'): RouteMeta => ({
  need,
  key,
});

export interface ActOptions<R> {
  key: KeyRule;
  policy?: RatePolicy;
  status?: number | ((result: R) => number);
  /** Made of the answer's body, for first answers and repeats alike. */
  headers?: (body: string) => Record<string, string>;
  /** What the operation gets, when there is no body. */
  input?: (request: Request) => unknown;
  /** What the operation gets of a body; default what it says as JSON. */
  parse?: (body: string, request: Request) => unknown;
}

/** POST, PUT or DELETE: an audited operation, at most once per Idempotency-Key. */
export function act<R>(operation: Verb<R>, options: ActOptions<R>): Handler {
  const { key, policy = policies.act, status = 200, headers, input, parse = parseJson } = options;
  return handle(
    policy,
    async ({ request, actor, context, container: c }) => {
      const body = input ? '' : await readText(request);
      const given = () => (input ? input(request) : parse(body, request));
      // Refused, and recorded as refused, before a missing key or a bad field is mentioned.
      if (!allows(actor, operation.need)) await operation(context, given());
      const answer = await actOnce({ request, rule: key, actor, body }, c, async (dedupeId) => {
        const result = await operation(contextFor(c, actor, context.requestId, dedupeId), given());
        const answered = typeof status === 'function' ? status(result) : status;
        return { status: answered, body: JSON.stringify(result) };
      });
      return json(answer.body, answer.status, {
        ...headers?.(answer.body),
        ...(answer.replayed && { 'idempotent-replayed': 'true' }),
      });
    },
    metaOf(operation, key),
  );
}

/** `Link: <…>; rel="next"` of a cursor page; nothing on the last one. */
export function nextPage(
  request: Request,
  parameter: string,
  cursor: string | number | null,
): Record<string, string> {
  if (cursor === null) return {};
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set(parameter, String(cursor));
  return { link: `<${pathname}?${searchParams}>; rel="next"` };
}
