import { z } from '@/lib/zod';
import { problemSchema, type Problem } from '@/lib/contract';
import { randomId } from '@/lib/random-id';

/**
 * An answer that was not a success: an RFC 9457 problem from the server, or a failure to reach it
 * (`code` `unreachable`) or to understand it (`code` `unexpected-answer`). Recognise it by `code`.
 */
export class ApiError extends Error {
  readonly problem: Problem;
  /** The whole body: problems may carry members of their own, such as the new impact after a drift. */
  readonly body: unknown;

  constructor(problem: Problem, body: unknown = problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
    this.body = body;
  }
  get code(): string {
    return this.problem.code;
  }
  get requestId(): string {
    return this.problem.requestId;
  }
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  if (!(error instanceof Error) || error.name !== 'ApiError' || !('problem' in error)) return false;
  return code === undefined || ('code' in error && error.code === code);
}

type Query = Record<string, string | number | undefined>;

/** `/api/v1/tags?search=…`; undefined parameters are left out. */
export function apiPath(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

function localProblem(code: string, title: string, detail: string, status = 0): Problem {
  return { type: `/docs/problems#${code}`, title, status, detail, code, requestId: '' };
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw new ApiError(
      localProblem(
        'unreachable',
        'The console did not answer',
        'The request did not reach the console. Check the network and that the server is running.',
      ),
    );
  }
  const body = await readBody(response);
  if (response.ok) return body;
  const problem = problemSchema.safeParse(body);
  throw new ApiError(
    problem.success
      ? problem.data
      : localProblem(
          'unexpected-answer',
          `The console answered ${response.status}`,
          `Expected a problem document, got ${response.headers.get('content-type') ?? 'nothing'}.`,
          response.status,
        ),
    body,
  );
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError(
    localProblem(
      'unexpected-answer',
      'The answer does not match the contract',
      z.prettifyError(parsed.error),
    ),
    body,
  );
}

/** Typed calls to /api/v1. Answers are parsed against the contract; everything else is an `ApiError`. */
export const api = {
  async get<T>(url: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const init: RequestInit = { headers: { accept: 'application/json' } };
    return parse(schema, await send(url, signal ? { ...init, signal } : init));
  },
  /** Repeats with the same `idempotencyKey` act once. */
  async post<T>(
    url: string,
    input: unknown,
    schema: z.ZodType<T>,
    idempotencyKey: string = randomId(),
  ): Promise<T> {
    return parse(schema, await send(url, withBody('POST', input, idempotencyKey)));
  },
  async put<T>(url: string, input: unknown, schema: z.ZodType<T>): Promise<T> {
    return parse(schema, await send(url, withBody('PUT', input)));
  },
  async patch<T>(url: string, input: unknown, schema: z.ZodType<T>): Promise<T> {
    return parse(schema, await send(url, withBody('PATCH', input)));
  },
  async delete<T>(url: string, schema: z.ZodType<T>): Promise<T> {
    const init = { method: 'DELETE', headers: { accept: 'application/json' } };
    return parse(schema, await send(url, init));
  },
};

function withBody(method: string, input: unknown, idempotencyKey?: string): RequestInit {
  return {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    body: JSON.stringify(input),
  };
}
